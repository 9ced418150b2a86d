-- id: migration/round_result
-- params: none
-- columns: pairs bigint, xmin text, xid text
-- locks: none
-- since: 14
SELECT count(*) AS pairs, pg_snapshot_xmin(pg_current_snapshot())::text AS xmin, pg_current_xact_id()::text AS xid FROM {round}
