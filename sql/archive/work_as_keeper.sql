-- id: archive/work_as_keeper
-- params: none
-- columns: set_config text
-- locks: none
-- since: 14
SELECT set_config('role', (SELECT r.rolname FROM pg_roles r WHERE r.oid = nspowner)::text, false) FROM pg_namespace WHERE nspname = 'parterre'
