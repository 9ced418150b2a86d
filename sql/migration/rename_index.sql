-- id: migration/rename_index
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {index}
-- since: 14
ALTER INDEX {index} RENAME TO {name}
