-- id: migration/hash_source_pages
-- params: $1 tid from, $2 tid to
-- columns: leaf integer, rows bigint, hash0 text, hash1 text
-- locks: ACCESS SHARE on {plain}, {log}
-- since: 14
-- The hash of a record is a sum over its columns: added up over rows it would not see values exchanged between two
-- rows. Hashed once more it does.
SELECT width_bucket(x.{key}, {bounds}) AS leaf, count(*) AS rows, coalesce(sum(hashint8extended(hash_record_extended({x_hash_row}, 0), 0)), 0)::text AS hash0, coalesce(sum(hashint8extended(hash_record_extended({x_hash_row}, 1), 1)), 0)::text AS hash1
FROM ONLY {plain} x WHERE x.ctid >= $1::tid AND x.ctid < $2::tid AND NOT EXISTS (SELECT FROM {log} l WHERE {x_is_l}) GROUP BY 1
