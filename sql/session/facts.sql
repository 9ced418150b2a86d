-- id: session/facts
-- params: none
-- columns: version text, database name, role name, superuser boolean, standby boolean, encrypted boolean, sees_all boolean
-- locks: none
-- since: 14
SELECT current_setting('server_version') AS version, current_database() AS database, current_user AS role,
       r.rolsuper AS superuser, pg_is_in_recovery() AS standby,
       coalesce((SELECT s.ssl FROM pg_stat_ssl s WHERE s.pid = pg_backend_pid()), false) AS encrypted,
       r.rolsuper OR pg_has_role(r.oid, 'pg_read_all_stats', 'MEMBER') AS sees_all
FROM pg_roles r WHERE r.rolname = current_user
