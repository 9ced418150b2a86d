-- id: journal/read
-- params: $1 text id
-- columns: id text, plan text, plan_digest text, state text, goal text, epoch integer, filenode oid, pages bigint, shadow_oid oid, switch_xid xid8, shape text, way_back text, attention text, last_error text, system_identifier text, timeline integer, table_oid oid, batches bigint
-- locks: none
-- since: 14
SELECT m.id, m.plan, m.plan_digest, m.state, m.goal, m.epoch, m.filenode, m.pages, m.shadow_oid, m.switch_xid, m.shape,
       m.way_back, m.attention, m.last_error, m.system_identifier, m.timeline, m.table_oid,
       (SELECT count(*) FROM parterre.batch b WHERE b.migration_id = m.id) AS batches
FROM parterre.migration m WHERE m.id = $1
