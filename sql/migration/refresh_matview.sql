-- id: migration/refresh_matview
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {view}; ACCESS SHARE on what it names
-- since: 14
REFRESH MATERIALIZED VIEW {view} WITH {data}
