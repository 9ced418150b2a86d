-- id: catalog/find_relation
-- params: $1 text schema or empty for any, $2 name name
-- columns: oid oid, schema name, name name, kind "char"
-- locks: none
-- since: 14
SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relkind AS kind
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relname = $2
  AND c.relkind IN ('r', 'p', 'f')
  AND CASE WHEN $1 = '' THEN n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
           ELSE n.nspname = $1 END
ORDER BY n.nspname
