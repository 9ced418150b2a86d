-- id: migration/lock_view
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {view}
-- since: 14
ALTER VIEW {view} OWNER TO {owner}
