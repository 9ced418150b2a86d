-- id: archive/last_rate
-- params: $1 oid of the table
-- columns: rows_per_second double precision
-- locks: none
-- since: 14
SELECT coalesce((SELECT r.rows / greatest(extract(epoch FROM r.ended_at - r.started_at) - coalesce((r.details->>'measuredMs')::numeric, 0) / 1000, 0.001)
                 FROM parterre.archive_run r WHERE r.table_oid = $1::oid AND r.kind = 'archive' AND r.state = 'done' AND r.rows > 0 AND r.leaves = 0
                 ORDER BY r.started_at DESC LIMIT 1), 0)::double precision AS rows_per_second
