-- id: archive/key_restored
-- params: none
-- columns: none
-- locks: none
-- since: 14
ALTER TABLE {restored} ADD PRIMARY KEY ({key})
