-- id: schema/grant_archive_status
-- params: none
-- columns: none
-- locks: none
-- since: 14
GRANT SELECT ON parterre.archive_status TO pg_monitor
