-- id: journal/append
-- params: $1 text id, $2 integer epoch, $3 jsonb entries
-- columns: none
-- locks: none
-- since: 14
INSERT INTO parterre.journal (migration_id, epoch, started_at, step, statement_id, statement, runs, duration_ms, rows, sqlstate, message)
SELECT $1, $2::integer, e.started_at, e.step, e.statement_id, e.statement, e.runs, e.duration_ms, e.rows, e.sqlstate, e.message
FROM jsonb_to_recordset($3::jsonb) AS e(started_at timestamptz, step text, statement_id text, statement text, runs bigint,
                                        duration_ms double precision, rows bigint, sqlstate text, message text)
