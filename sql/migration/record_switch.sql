-- id: migration/record_switch
-- params: none
-- columns: locked_ms double precision
-- locks: none
-- since: 14
UPDATE parterre.migration SET state = {state_literal}, since = now(), switched_at = now(), switch_xid = pg_current_xact_id(), attention = '' WHERE id = {id_literal}
RETURNING extract(epoch FROM clock_timestamp() - current_setting('parterre.locked_at')::timestamptz)::double precision * 1000 AS locked_ms
