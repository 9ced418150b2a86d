-- id: rehearsal/drop_check
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {drill}
-- since: 14
ALTER TABLE {drill} DROP CONSTRAINT {check}
