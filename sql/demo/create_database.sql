-- id: demo/create_database
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE DATABASE {database}
