-- id: demo/drop_database
-- params: none
-- columns: none
-- locks: none
-- since: 14
DROP DATABASE IF EXISTS {database} WITH (FORCE)
