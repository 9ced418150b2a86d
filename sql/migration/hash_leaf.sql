-- id: migration/hash_leaf
-- params: none
-- columns: rows bigint, hash0 text, hash1 text
-- locks: ACCESS SHARE on {leaf}
-- since: 14
SELECT count(*) AS rows, coalesce(sum(hash_record_extended({x_hash_row}, 0)), 0)::text AS hash0, coalesce(sum(hash_record_extended({x_hash_row}, 1)), 0)::text AS hash1
FROM ONLY {leaf} x WHERE NOT EXISTS (SELECT FROM {log} l WHERE {x_is_l})
