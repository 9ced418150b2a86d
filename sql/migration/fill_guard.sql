-- id: migration/fill_guard
-- params: none
-- columns: none
-- locks: ROW EXCLUSIVE on {guard}; ACCESS SHARE on {leaf}
-- since: 14
INSERT INTO {guard} ({guard_columns}) SELECT {x_guard_columns} FROM ONLY {leaf} x WHERE {x_is_whole}
