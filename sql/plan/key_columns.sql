-- id: plan/key_columns
-- params: $1 oid relation
-- columns: name name, type text, not_null boolean, indexed boolean
-- locks: none
-- since: 14
SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS not_null,
       EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indkey[0] = a.attnum) AS indexed
FROM pg_attribute a
WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  AND a.atttypid IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype)
ORDER BY a.attnotnull DESC, 4 DESC, a.attnum
