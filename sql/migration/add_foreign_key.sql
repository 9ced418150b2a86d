-- id: migration/add_foreign_key
-- params: none
-- columns: none
-- locks: SHARE ROW EXCLUSIVE on {relation}, {referenced}
-- since: 14
ALTER TABLE {relation} ADD CONSTRAINT {constraint} {definition}
