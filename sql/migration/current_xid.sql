-- id: migration/current_xid
-- params: none
-- columns: xid text
-- locks: none
-- since: 14
SELECT pg_current_xact_id()::text AS xid
