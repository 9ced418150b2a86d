-- id: rehearsal/try_lock
-- params: $1 text id of the drill
-- columns: locked boolean
-- locks: none
-- since: 14
SELECT pg_try_advisory_lock(hashtextextended('parterre.drill.' || $1, 0)) AS locked
