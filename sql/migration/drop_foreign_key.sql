-- id: migration/drop_foreign_key
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}, {referenced}
-- since: 14
ALTER TABLE {relation} DROP CONSTRAINT IF EXISTS {constraint}
