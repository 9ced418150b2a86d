-- id: archivefile/keep_held
-- params: $1 bigint id of the file
-- columns: none
-- locks: none
-- since: 14
-- The rows that the file does not stand for go from the staging table.
DELETE FROM {staging} e USING parterre.archive_file f
WHERE f.id = $1::bigint AND (e.{place} > f.looked OR EXISTS (SELECT FROM parterre.archive_file_void v WHERE v.file_id = f.id AND v.place = e.{place}))
