-- id: archivefile/keep_returned
-- params: $1 bigint id of the file, $2 text id of the run
-- columns: none
-- locks: none
-- since: 14
-- Only the rows that this restore has brought back stay in the staging table.
DELETE FROM {staging} e
WHERE NOT EXISTS (SELECT FROM parterre.archive_file_void v WHERE v.file_id = $1::bigint AND v.place = e.{place} AND v.restored_by = $2)
