-- id: journal/place
-- params: none
-- columns: system_identifier text, timeline integer, standby boolean, database name, version integer
-- locks: none
-- since: 14
SELECT (pg_control_system()).system_identifier::text AS system_identifier, (pg_control_checkpoint()).timeline_id AS timeline,
       pg_is_in_recovery() AS standby, current_database() AS database, current_setting('server_version_num')::integer AS version
