-- id: migration/constrain_parent
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {shadow}
-- since: 14
ALTER TABLE {shadow} ADD CONSTRAINT {index} {definition}
