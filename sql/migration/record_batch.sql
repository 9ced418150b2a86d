-- id: migration/record_batch
-- params: $1 text id, $2 bigint first page, $3 bigint end page, $4 bigint rows
-- columns: none
-- locks: none
-- since: 14
INSERT INTO parterre.batch (migration_id, first_page, end_page, rows) VALUES ($1, $2::bigint, $3::bigint, $4::bigint)
