-- id: migration/lock_view
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {view}
-- since: 14
-- LOCK TABLE would lock every table that the view reads.
ALTER VIEW {view} OWNER TO {owner}
