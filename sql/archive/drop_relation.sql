-- id: archive/drop_relation
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}
-- since: 14
DROP TABLE IF EXISTS {relation}
