-- id: archive/drop_restored
-- params: none
-- columns: none
-- locks: none
-- since: 14
DROP TABLE {restored}
