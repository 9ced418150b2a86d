-- id: preflight/hidden_foreign_keys
-- params: $1 oid of the table
-- columns: name name, relation text, hidden text
-- locks: none
-- since: 14
-- Valid foreign keys of the table and to it which this role could not validate, since row security is forced on it on
-- the other side. Where the other side is somebody else's, the server checks row by row as that table's owner.
SELECT k.conname AS name, format('%I.%I', rn.nspname, r.relname) AS relation, format('%I.%I', n.nspname, c.relname) AS hidden
FROM pg_constraint k JOIN pg_class r ON r.oid = k.conrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
JOIN pg_class c ON c.oid IN (k.conrelid, k.confrelid) JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.convalidated AND k.conparentid = 0 AND $1::oid IN (k.conrelid, k.confrelid) AND c.oid <> $1::oid
  AND row_security_active(c.oid) AND pg_has_role(current_user, c.relowner, 'USAGE')
ORDER BY n.nspname, c.relname, k.conname
