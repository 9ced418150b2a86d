-- id: rehearsal/leftovers
-- params: none
-- columns: schema name, name name, mark text, owner text
-- locks: none
-- since: 14
SELECT n.nspname AS schema, c.relname AS name, obj_description(c.oid, 'pg_class') AS mark, c.relowner::regrole::text AS owner
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname ~ '_drill_[0-9a-f]+'
  AND obj_description(c.oid, 'pg_class') ~ '^parterre drill [0-9a-f]+ (none|present)$' AND pg_has_role(c.relowner, 'USAGE')
ORDER BY 3, 2
