-- id: journal/steps
-- params: $1 text id
-- columns: step text, started_ms bigint, ended_ms bigint, worked_ms bigint, statements bigint, failures bigint, last_failure text
-- locks: none
-- since: 14
-- worked_ms: of the stretches in which one runner was at the step, without what lay between them.
WITH entry AS (
    SELECT j.*, j.started_at + j.duration_ms * interval '1 millisecond' AS ended_at,
           (j.step, j.epoch) IS DISTINCT FROM (lag(j.step) OVER in_order, lag(j.epoch) OVER in_order) AS begins
    FROM parterre.journal j WHERE j.migration_id = $1 AND j.statement_id <> 'note' WINDOW in_order AS (ORDER BY j.seq)
), stretched AS (
    SELECT e.*, count(*) FILTER (WHERE e.begins) OVER (ORDER BY e.seq) AS stretch FROM entry e
), stretch AS (
    SELECT s.step, min(s.seq) AS seq, min(s.started_at) AS started_at, max(s.ended_at) AS ended_at, sum(s.runs) AS runs,
           count(*) FILTER (WHERE s.sqlstate <> '') AS failures,
           (array_agg(s.message ORDER BY s.seq DESC) FILTER (WHERE s.sqlstate <> ''))[1] AS last_failure
    FROM stretched s GROUP BY s.step, s.stretch
)
SELECT t.step, (extract(epoch FROM min(t.started_at)) * 1000)::bigint AS started_ms,
       (extract(epoch FROM max(t.ended_at)) * 1000)::bigint AS ended_ms,
       (extract(epoch FROM sum(t.ended_at - t.started_at)) * 1000)::bigint AS worked_ms,
       sum(t.runs)::bigint AS statements, sum(t.failures)::bigint AS failures,
       (array_agg(t.last_failure ORDER BY t.seq DESC) FILTER (WHERE t.last_failure IS NOT NULL))[1] AS last_failure
FROM stretch t GROUP BY t.step ORDER BY min(t.seq)
