-- id: archive/list_policies
-- params: none
-- columns: id text, table_oid bigint, table_schema text, table_name text, archive_schema text, archive_name text, age_column text, keep_days integer, tier text, settings text, schedule text, enabled boolean, created_at text
-- locks: none
-- since: 14
SELECT id, table_oid::bigint AS table_oid, table_schema, table_name, archive_schema, archive_name, age_column, keep_days, tier, settings::text AS settings, schedule, enabled, created_at::text AS created_at
FROM parterre.archive_policy ORDER BY created_at, id
