-- id: demo/grant_database
-- params: none
-- columns: none
-- locks: none
-- since: 14
GRANT CONNECT, CREATE, TEMPORARY ON DATABASE {database} TO demo_owner
