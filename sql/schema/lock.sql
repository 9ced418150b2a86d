-- id: schema/lock
-- params: none
-- columns: pg_advisory_xact_lock void
-- locks: none
-- since: 14
SELECT pg_advisory_xact_lock(hashtextextended('parterre.schema', 0))
