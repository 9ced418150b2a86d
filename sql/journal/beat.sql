-- id: journal/beat
-- params: $1 text id, $2 integer epoch, $3 text runner, $4 text step, $5 bigint done, $6 bigint total, $7 boolean replayed
-- columns: none
-- locks: none
-- since: 14
INSERT INTO parterre.heartbeat AS h (migration_id, epoch, runner, at, step, done, total, replayed_at)
VALUES ($1, $2::integer, $3, now(), $4, $5::bigint, $6::bigint, CASE WHEN $7::boolean THEN now() END)
ON CONFLICT (migration_id) DO UPDATE
SET epoch = excluded.epoch, runner = excluded.runner, at = excluded.at, step = excluded.step, done = excluded.done, total = excluded.total,
    replayed_at = coalesce(excluded.replayed_at, h.replayed_at)
WHERE h.epoch <= excluded.epoch
