-- id: archive/list_measurements
-- params: $1 text policy
-- columns: id bigint, run_id text, moment text, label text, measured_at text, figures text
-- locks: none
-- since: 14
SELECT id, coalesce(run_id, '') AS run_id, moment, label, measured_at::text AS measured_at, figures::text AS figures
FROM parterre.archive_measurement WHERE policy_id = $1 ORDER BY measured_at, id
