-- id: archivefile/still_there
-- params: $1 tid from, $2 tid to, $3 bigint id of the file
-- columns: there bigint
-- locks: ACCESS SHARE on {relation}
-- since: 14
-- After archivefile/delete_booked or undo_booked, in their transaction: rows that have left, by the books, and whose key is in the table.
WITH /* parterre */ p AS MATERIALIZED (SELECT e.{place} AS place FROM {staging} e JOIN {source} x ON {x_is_e} WHERE e.ctid >= $1::tid AND e.ctid < $2::tid),
v AS (SELECT v.place FROM parterre.archive_file_void v WHERE v.file_id = $3::bigint AND v.place = ANY (ARRAY(SELECT p.place FROM p)))
SELECT (SELECT count(*) FROM p) - (SELECT count(*) FROM v) AS there
