-- id: archivefile/columns
-- params: $1 oid of the table
-- columns: name text, type text, collation text, not_null boolean, generated boolean
-- locks: none
-- since: 14
SELECT a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type,
       CASE WHEN a.attcollation = 0 THEN '' ELSE a.attcollation::regcollation::text END AS collation,
       a.attnotnull AS not_null, a.attgenerated <> '' AS generated
FROM pg_attribute a WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
