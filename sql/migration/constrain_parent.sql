-- id: migration/constrain_parent
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {shadow}; SHARE on each partition of {shadow}
-- locks@18: ACCESS EXCLUSIVE on {shadow}, each partition of {shadow}
-- since: 14
ALTER TABLE {shadow} ADD CONSTRAINT {index} {definition}
