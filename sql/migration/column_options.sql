-- id: migration/column_options
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {relation}
-- since: 14
ALTER TABLE ONLY {relation} ALTER COLUMN {column} SET ({options})
