-- id: migration/leaf_names
-- params: $1 text shadow
-- columns: leaf text
-- locks: none
-- since: 14
SELECT format('%I.%I', n.nspname, c.relname) AS leaf FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE i.inhparent = to_regclass($1)
