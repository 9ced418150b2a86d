-- id: archive/begin_batch
-- params: $1 text run, $2 integer epoch
-- columns: moment text, synchronous text
-- locks: none
-- since: 14
-- On disk, and on synchronous standbys, before the other server has a row of it: what is written here is how its rows are found
-- when this server ends between the two commits.
WITH m AS MATERIALIZED (SELECT clock_timestamp()::text AS moment)
UPDATE parterre.archive_run r
SET details = r.details || jsonb_build_object('pending', coalesce(r.details->'pending', '[]') || to_jsonb(m.moment)), heartbeat = now()
FROM m WHERE r.id = $1 AND r.epoch = $2::integer AND r.state = 'running'
RETURNING m.moment, set_config('synchronous_commit', 'on', true) AS synchronous
