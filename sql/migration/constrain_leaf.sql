-- id: migration/constrain_leaf
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {leaf}
-- since: 14
ALTER TABLE {leaf} ADD CONSTRAINT {index} {definition}
