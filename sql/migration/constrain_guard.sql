-- id: migration/constrain_guard
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {guard}
-- since: 14
ALTER TABLE {guard} ADD CONSTRAINT {guard_constraint} PRIMARY KEY ({guard_key})
