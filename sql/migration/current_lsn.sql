-- id: migration/current_lsn
-- params: none
-- columns: lsn text
-- locks: none
-- since: 14
SELECT pg_current_wal_lsn()::text AS lsn
