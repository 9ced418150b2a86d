-- id: rehearsal/drop_drill
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}
-- since: 14
DROP TABLE {relation}
