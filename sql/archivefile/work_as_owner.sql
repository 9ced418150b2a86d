-- id: archivefile/work_as_owner
-- params: $1 oid of the table
-- columns: set_config text
-- locks: none
-- since: 14
-- Triggers of the table, and whatever else its owner wrote, must not run with more rights than he has.
SELECT set_config('role', pg_get_userbyid(c.relowner)::text, false) FROM pg_class c WHERE c.oid = $1::oid
