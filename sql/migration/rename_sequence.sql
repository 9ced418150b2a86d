-- id: migration/rename_sequence
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {sequence}
-- since: 14
ALTER SEQUENCE {sequence} RENAME TO {name}
