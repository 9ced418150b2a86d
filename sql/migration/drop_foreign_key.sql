-- id: migration/drop_foreign_key
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation} and on the referenced table
-- since: 14
ALTER TABLE {relation} DROP CONSTRAINT IF EXISTS {constraint}
