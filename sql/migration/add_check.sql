-- id: migration/add_check
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}, each partition of {relation}
-- since: 14
ALTER TABLE {relation} ADD CONSTRAINT {constraint} {definition}
