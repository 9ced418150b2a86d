-- id: plan/facts
-- params: $1 oid of the table
-- columns: database name, version integer, system_identifier text, standby boolean, may_create_schema boolean, may_create_temp boolean, may_create boolean, rows bigint, pages bigint, bytes bigint, lock_slots bigint, owner_expires text
-- locks: ACCESS SHARE on the table
-- since: 14
SELECT current_database() AS database, current_setting('server_version_num')::integer AS version, (pg_control_system()).system_identifier::text AS system_identifier,
       pg_is_in_recovery() AS standby, has_database_privilege(current_user, current_database(), 'CREATE') AS may_create_schema,
       has_database_privilege(current_user, current_database(), 'TEMPORARY') AS may_create_temp, has_schema_privilege(current_user, c.relnamespace, 'CREATE') AS may_create,
       greatest(c.reltuples, 0)::bigint AS rows, (pg_relation_size(c.oid) / current_setting('block_size')::bigint) AS pages, pg_total_relation_size(c.oid) AS bytes,
       current_setting('max_locks_per_transaction')::bigint * (current_setting('max_connections')::bigint + current_setting('max_prepared_transactions')::bigint) AS lock_slots,
       coalesce((SELECT r.rolvaliduntil::text FROM pg_roles r WHERE r.oid = c.relowner AND r.rolvaliduntil < 'infinity'), '') AS owner_expires
FROM pg_class c WHERE c.oid = $1::oid
