-- id: schema/grant_status
-- params: none
-- columns: none
-- locks: none
-- since: 14
GRANT SELECT ON parterre.status TO pg_monitor
