-- id: demo/grant_schema
-- params: none
-- columns: none
-- locks: none
-- since: 14
GRANT USAGE, CREATE ON SCHEMA public TO demo_owner
