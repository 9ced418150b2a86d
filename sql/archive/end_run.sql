-- id: archive/end_run
-- params: $1 text id, $2 integer epoch, $3 text state, $4 text error, $5 jsonb details
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.archive_run SET state = $3, ended_at = clock_timestamp(), heartbeat = now(), last_error = $4, details = details || $5::jsonb
WHERE id = $1 AND epoch = $2::integer AND state = 'running'
