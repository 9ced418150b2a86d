-- id: archive/end_pending
-- params: $1 text run, $2 boolean whether it is done, $3 jsonb details
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.archive_run
SET details = details - 'pending' || $3::jsonb, state = CASE WHEN $2::boolean THEN 'done' ELSE state END,
    last_error = CASE WHEN $2::boolean THEN '' ELSE last_error END, ended_at = coalesce(ended_at, clock_timestamp())
WHERE id = $1
