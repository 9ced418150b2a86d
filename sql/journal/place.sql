-- id: journal/place
-- params: none
-- columns: system_identifier text, timeline integer, standby boolean, database name, version integer
-- locks: none
-- since: 14
-- The control file learns of a promotion with the first checkpoint only; what is written to the WAL is named at once.
SELECT (pg_control_system()).system_identifier::text AS system_identifier,
       CASE WHEN pg_is_in_recovery() THEN (pg_control_checkpoint()).timeline_id
            ELSE ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer END AS timeline,
       pg_is_in_recovery() AS standby, current_database() AS database, current_setting('server_version_num')::integer AS version
