-- id: plan/taken_names
-- params: $1 name schema, $2 text[] names
-- columns: name name, kind text
-- locks: none
-- since: 14
SELECT c.relname AS name, c.relkind::text AS kind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = ANY ($2::text[])
UNION ALL SELECT t.typname, 'type' FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname = $1 AND t.typname = ANY ($2::text[]) AND t.typrelid = 0 AND t.typelem = 0
ORDER BY 1
