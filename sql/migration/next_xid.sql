-- id: migration/next_xid
-- params: none
-- columns: xid text, sees_all boolean, present boolean
-- locks: none
-- since: 14
-- The number that the next transaction to write gets: a snapshot that is older does not see it. Takes none itself.
SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xid, pg_has_role('pg_read_all_stats', 'USAGE') AS sees_all, to_regclass({table_literal}) IS NOT NULL AS present
