-- id: archive/save_measurement
-- params: $1 text policy, $2 text run or empty, $3 text before or after, $4 text label, $5 jsonb figures
-- columns: id bigint
-- locks: none
-- since: 14
INSERT INTO parterre.archive_measurement (policy_id, run_id, moment, label, figures)
VALUES ($1, nullif($2, ''), $3, $4, $5::jsonb) RETURNING id
