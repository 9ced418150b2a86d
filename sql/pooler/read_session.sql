-- id: pooler/read_session
-- params: none
-- columns: pid integer, mark text
-- locks: none
-- since: 14
SELECT pg_backend_pid() AS pid, current_setting('parterre.pooler_mark', true) AS mark
