-- id: pooler/mark_session
-- params: $1 text mark
-- columns: pid integer, mark text
-- locks: none
-- since: 14
SELECT pg_backend_pid() AS pid, set_config('parterre.pooler_mark', $1, false) AS mark
