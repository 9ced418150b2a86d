-- id: archive/forget_returned
-- params: $1 bigint id of the file
-- columns: none
-- locks: none
-- since: 14
-- A file that stands for no row any more needs no list of them.
WITH f AS (
    UPDATE parterre.archive_file f SET looked = 0
    WHERE f.id = $1::bigint AND f.state = 'done' AND f.looked = (SELECT count(*) FROM parterre.archive_file_void v WHERE v.file_id = f.id) RETURNING f.id)
DELETE FROM parterre.archive_file_void v USING f WHERE v.file_id = f.id
