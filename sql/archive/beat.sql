-- id: archive/beat
-- params: $1 text id, $2 integer epoch, $3 jsonb details
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.archive_run SET heartbeat = now(), details = details || $3::jsonb WHERE id = $1 AND epoch = $2::integer AND state = 'running'
