-- id: archivefile/list_returned
-- params: $1 bigint id of the file, $2 text id of the run, $3 bigint how many
-- columns: key text, total bigint
-- locks: none
-- since: 14
-- Keys of rows that this restore has brought back, and that have not left again.
SELECT /* parterre */ ROW({e_key})::text AS key, count(*) OVER () AS total
FROM {staging} e JOIN parterre.archive_file_void v ON v.file_id = $1::bigint AND v.place = e.{place} AND v.restored_by = $2
ORDER BY e.ctid LIMIT $3
