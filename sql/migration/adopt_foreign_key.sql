-- id: migration/adopt_foreign_key
-- params: none
-- columns: none
-- locks: SHARE ROW EXCLUSIVE on {relation}, each partition of {relation}; ACCESS EXCLUSIVE on {referenced}
-- since: 14
ALTER TABLE {relation} ADD CONSTRAINT {constraint} {definition}
