-- id: archive/find_drills
-- params: $1 text the drills' comment
-- columns: schema name, name name, oid bigint, owner name
-- locks: none
-- since: 14
SELECT n.nspname AS schema, c.relname AS name, c.oid::bigint AS oid, pg_get_userbyid(c.relowner) AS owner
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND obj_description(c.oid, 'pg_class') = $1::text AND right(c.relname, 15) ~ '^_drill_[0-9a-f]+$' AND pg_has_role(c.relowner, 'USAGE')
ORDER BY n.nspname, c.relname
