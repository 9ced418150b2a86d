-- id: migration/record_switch
-- params: none
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.migration SET state = {state_literal}, since = now(), switched_at = now(), switch_xid = pg_current_xact_id(), attention = '' WHERE id = {id_literal}
