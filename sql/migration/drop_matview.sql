-- id: migration/drop_matview
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {view}
-- since: 14
DROP MATERIALIZED VIEW {view}
