-- id: migration/refresh_matview
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {view}, which nobody uses; ACCESS SHARE on what it reads
-- since: 14
REFRESH MATERIALIZED VIEW {view} WITH {data}
