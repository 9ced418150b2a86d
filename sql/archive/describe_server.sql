-- id: archive/describe_server
-- params: $1 name of the server
-- columns: postgres boolean, may_use boolean, mapped boolean, role name, options text[]
-- locks: none
-- since: 14
SELECT coalesce((SELECT p.proname = 'postgres_fdw_handler' FROM pg_proc p WHERE p.oid = w.fdwhandler), false) AS postgres,
       has_server_privilege(current_user, s.oid, 'USAGE') AS may_use,
       EXISTS (SELECT FROM pg_user_mappings u JOIN pg_roles r ON r.rolname = current_user WHERE u.srvid = s.oid AND u.umuser IN (0, r.oid)) AS mapped,
       current_user AS role, coalesce((SELECT array_agg(o.option_name) FROM pg_options_to_table(s.srvoptions) o), '{}') AS options
FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw WHERE s.srvname = $1
