-- id: journal/steps
-- params: $1 text id
-- columns: step text, started_ms bigint, ended_ms bigint, statements bigint, failures bigint, last_failure text
-- locks: none
-- since: 14
SELECT j.step, (extract(epoch FROM min(j.started_at)) * 1000)::bigint AS started_ms,
       (extract(epoch FROM max(j.started_at + j.duration_ms * interval '1 millisecond')) * 1000)::bigint AS ended_ms,
       sum(j.runs)::bigint AS statements, count(*) FILTER (WHERE j.sqlstate <> '') AS failures,
       (array_agg(j.message ORDER BY j.seq DESC) FILTER (WHERE j.sqlstate <> ''))[1] AS last_failure
FROM parterre.journal j WHERE j.migration_id = $1 AND j.statement_id <> 'note' GROUP BY j.step ORDER BY min(j.seq)
