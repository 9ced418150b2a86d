-- id: archive/resolve_table
-- params: $1 name schema or empty, $2 name name, $3 boolean whether it may be a foreign table
-- columns: oid bigint, schema name, name name, kind text, owner name, member boolean, role text, standby boolean
-- locks: none
-- since: 14
SELECT c.oid::bigint AS oid, n.nspname AS schema, c.relname AS name, c.relkind::text AS kind, r.rolname AS owner,
       pg_has_role(current_user, c.relowner, 'USAGE') AS member, quote_ident(current_user) AS role, pg_is_in_recovery() AS standby
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles r ON r.oid = c.relowner
WHERE c.relname = $2 AND (n.nspname = $1 OR ($1 = '' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'))
  AND (c.relkind IN ('r', 'p') OR (c.relkind = 'f' AND $3::boolean)) ORDER BY n.nspname
