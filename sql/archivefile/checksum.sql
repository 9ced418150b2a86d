-- id: archivefile/checksum
-- params: none
-- columns: rows bigint, hash0 text, hash1 text, least text, greatest text
-- locks: ACCESS SHARE on {relation}
-- since: 14
-- The sums are those of migration/hash_leaf.
SELECT /* parterre */ count(*) AS rows, coalesce(sum(hashint8extended(hash_record_extended({x_hash_row}, 0), 0)), 0)::text AS hash0, coalesce(sum(hashint8extended(hash_record_extended({x_hash_row}, 1), 1)), 0)::text AS hash1,
       {least}::text AS least, {greatest}::text AS greatest
FROM {source} x WHERE {rows}
