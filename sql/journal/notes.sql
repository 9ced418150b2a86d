-- id: journal/notes
-- params: $1 text id, $2 integer how many of the latest
-- columns: noted_ms bigint, step text, message text
-- locks: none
-- since: 14
SELECT n.noted_ms, n.step, n.message
FROM (SELECT j.seq, (extract(epoch FROM j.started_at) * 1000)::bigint AS noted_ms, j.step, j.message
      FROM parterre.journal j WHERE j.migration_id = $1 AND j.statement_id = 'note' ORDER BY j.seq DESC LIMIT $2::integer) n
ORDER BY n.seq
