-- id: migration/record_switch
-- params: $1 text id, $2 text state
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.migration SET state = $2, since = now(), switched_at = now(), switch_xid = pg_current_xact_id(), attention = '' WHERE id = $1
