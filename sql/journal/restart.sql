-- id: journal/restart
-- params: $1 text id
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.migration SET state = 'Planned', since = now(), shadow_oid = NULL, filenode = NULL, pages = NULL, shape = NULL, switch_xid = NULL,
       switched_at = NULL, way_back = 'open', attention = '' WHERE id = $1
