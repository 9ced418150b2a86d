-- id: archive/lock_drill
-- params: none
-- columns: locked boolean
-- locks: none
-- since: 14
SELECT pg_try_advisory_lock(hashtextextended('parterre.archive.drill', 0)) AS locked
