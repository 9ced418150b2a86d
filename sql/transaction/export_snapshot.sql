-- id: transaction/export_snapshot
-- params: none
-- columns: snapshot text
-- locks: none
-- since: 14
SELECT pg_export_snapshot() AS snapshot
