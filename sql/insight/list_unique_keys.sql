-- id: insight/list_unique_keys
-- params: $1 name schema, $2 name table
-- columns: columns text[]
-- locks: none
-- since: 14
-- The columns of each unique index; expressions are left out of the list.
SELECT ARRAY(SELECT a.attname::text
               FROM generate_series(0, i.indnkeyatts - 1) AS p(place)
               JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[p.place]
              ORDER BY p.place) AS columns
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = $1 AND c.relname = $2 AND i.indisunique
 ORDER BY NOT i.indisprimary, i.indexrelid
