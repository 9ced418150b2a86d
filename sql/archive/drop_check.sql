-- id: archive/drop_check
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {leaf}
-- since: 14
ALTER TABLE {leaf} DROP CONSTRAINT IF EXISTS {check_name}
