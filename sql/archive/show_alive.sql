-- id: archive/show_alive
-- params: $1 text run, $2 integer epoch
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.archive_run SET heartbeat = now() WHERE id = $1 AND epoch = $2::integer AND state = 'running'
