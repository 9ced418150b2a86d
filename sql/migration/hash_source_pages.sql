-- id: migration/hash_source_pages
-- params: $1 tid from, $2 tid to
-- columns: leaf integer, rows bigint, hash0 text, hash1 text
-- locks: ACCESS SHARE on {plain}
-- since: 14
SELECT width_bucket(x.{key}, {bounds}) AS leaf, count(*) AS rows, coalesce(sum(hash_record_extended({x_hash_row}, 0)), 0)::text AS hash0, coalesce(sum(hash_record_extended({x_hash_row}, 1)), 0)::text AS hash1
FROM ONLY {plain} x WHERE x.ctid >= $1::tid AND x.ctid < $2::tid AND NOT EXISTS (SELECT FROM {log} l WHERE {x_is_l}) GROUP BY 1
