-- id: journal/statements
-- params: $1 text id
-- columns: epoch integer, step text, statement_id text, statement text, started_ms bigint, runs bigint, duration_ms double precision, rows bigint, sqlstate text, message text
-- locks: none
-- since: 14
SELECT j.epoch, j.step, j.statement_id, j.statement, (extract(epoch FROM j.started_at) * 1000)::bigint AS started_ms, j.runs,
       j.duration_ms, j.rows, j.sqlstate, j.message
FROM parterre.journal j WHERE j.migration_id = $1 ORDER BY j.seq
