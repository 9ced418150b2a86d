-- id: migration/lock_matview
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {view}
-- since: 14
-- LOCK TABLE does not take materialized views.
ALTER MATERIALIZED VIEW {view} OWNER TO {owner}
