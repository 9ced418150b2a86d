-- id: migration/rename_table
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}
-- since: 14
ALTER TABLE {relation} RENAME TO {name}
