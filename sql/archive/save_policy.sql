-- id: archive/save_policy
-- params: $1 text id, $2 bigint oid of the table, $3 text schema, $4 text table, $5 text schema of the archive, $6 text archive, $7 text age column, $8 integer days, $9 text tier, $10 jsonb settings, $11 text schedule, $12 boolean enabled
-- columns: none
-- locks: none
-- since: 14
INSERT INTO parterre.archive_policy (id, table_oid, table_schema, table_name, archive_schema, archive_name, age_column, keep_days, tier, settings, schedule, enabled)
VALUES ($1, $2::bigint::oid, $3, $4, $5, $6, $7, $8::integer, $9, $10::jsonb, $11, $12::boolean)
ON CONFLICT (id) DO UPDATE
SET table_oid = excluded.table_oid, table_schema = excluded.table_schema, table_name = excluded.table_name, archive_schema = excluded.archive_schema,
    archive_name = excluded.archive_name, age_column = excluded.age_column, keep_days = excluded.keep_days, tier = excluded.tier,
    settings = excluded.settings, schedule = excluded.schedule, enabled = excluded.enabled
