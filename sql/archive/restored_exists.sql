-- id: archive/restored_exists
-- params: $1 name of the table
-- columns: present boolean
-- locks: none
-- since: 14
SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'parterre' AND c.relname = $1) AS present
