-- id: preflight/references
-- params: $1 oid of the table
-- columns: schema name, table name, name name, definition text, validated boolean, enforced boolean, partitioned boolean, may_alter boolean, comment text
-- locks: none
-- since: 14
-- The foreign keys of other tables to this one.
SELECT n.nspname AS schema, c.relname AS "table", k.conname AS name, regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '') AS definition,
       k.convalidated AS validated, coalesce((to_jsonb(k)->>'conenforced')::boolean, true) AS enforced, c.relkind = 'p' AS partitioned,
       pg_has_role(current_user, c.relowner, 'USAGE') AS may_alter, coalesce(obj_description(k.oid, 'pg_constraint'), '') AS comment
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.confrelid = $1::oid AND k.conrelid <> $1::oid AND k.conparentid = 0
ORDER BY n.nspname, c.relname, k.conname
