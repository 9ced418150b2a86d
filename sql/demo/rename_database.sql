-- id: demo/rename_database
-- params: none
-- columns: none
-- locks: none
-- since: 14
ALTER DATABASE {database} RENAME TO {name}
