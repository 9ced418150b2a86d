-- id: archive/drop_archived_at
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {leaf}
-- since: 14
ALTER TABLE {leaf} DROP COLUMN archived_at
