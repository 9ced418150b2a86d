-- id: archive/rights
-- params: $1 name of the schema of the archive, $2 text tablespace or empty
-- columns: may_create_schema boolean, may_create boolean, may_use_tablespace boolean, may_use_temporary boolean, role name, superuser boolean
-- locks: none
-- since: 14
SELECT has_database_privilege(current_user, current_database(), 'CREATE') AS may_create_schema,
       coalesce((SELECT has_schema_privilege(current_user, n.oid, 'CREATE') FROM pg_namespace n WHERE n.nspname = $1), false) AS may_create,
       $2 = '' OR coalesce((SELECT has_tablespace_privilege(current_user, s.oid, 'CREATE') FROM pg_tablespace s WHERE s.spcname = $2), false) AS may_use_tablespace,
       has_database_privilege(current_user, current_database(), 'TEMPORARY') AS may_use_temporary,
       current_user AS role,
       (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = session_user) AND NOT (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = current_user) AS superuser
