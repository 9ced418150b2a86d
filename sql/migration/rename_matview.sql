-- id: migration/rename_matview
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {view}
-- since: 14
ALTER MATERIALIZED VIEW {view} RENAME TO {name}
