-- id: plan/server_facts
-- params: none
-- columns: time_zone text
-- locks: none
-- since: 14
-- The time zone that a session of this role and database has when it asks for none.
SELECT s.reset_val AS time_zone FROM pg_settings s WHERE s.name = 'TimeZone'
