-- id: schema/grant_usage
-- params: none
-- columns: none
-- locks: none
-- since: 14
GRANT USAGE ON SCHEMA parterre TO pg_monitor
