-- id: archive/describe_foreign_table
-- params: $1 oid of the foreign table
-- columns: server name, remote_schema text, remote_table text
-- locks: none
-- since: 14
SELECT s.srvname AS server,
       coalesce((SELECT o.option_value FROM pg_options_to_table(f.ftoptions) o WHERE o.option_name = 'schema_name'), n.nspname) AS remote_schema,
       coalesce((SELECT o.option_value FROM pg_options_to_table(f.ftoptions) o WHERE o.option_name = 'table_name'), c.relname) AS remote_table
FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver JOIN pg_class c ON c.oid = f.ftrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE f.ftrelid = $1::oid
