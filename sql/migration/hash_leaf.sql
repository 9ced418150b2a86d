-- id: migration/hash_leaf
-- params: none
-- columns: rows bigint, hash0 text, hash1 text
-- locks: ACCESS SHARE on {leaf}, {log}
-- since: 14
-- The hash of a record is a sum over its columns: added up over rows it would not see values exchanged between two
-- rows. Hashed once more it does.
SELECT count(*) AS rows, coalesce(sum(hashint8extended(hash_record_extended({x_hash_row}, 0), 0)), 0)::text AS hash0, coalesce(sum(hashint8extended(hash_record_extended({x_hash_row}, 1), 1)), 0)::text AS hash1
FROM ONLY {leaf} x WHERE NOT EXISTS (SELECT FROM {log} l WHERE {x_is_l})
