-- id: archive/begin_run
-- params: $1 text id, $2 text policy, $3 bigint oid of the table, $4 text schema, $5 text table, $6 text schema of the archive, $7 text archive, $8 text kind, $9 text runner, $10 jsonb details
-- columns: epoch integer
-- locks: none
-- since: 14
INSERT INTO parterre.archive_run (id, policy_id, table_oid, table_schema, table_name, archive_schema, archive_name, kind, runner, details)
VALUES ($1, $2, $3::bigint::oid, $4, $5, $6, $7, $8, $9, $10::jsonb) RETURNING epoch
