-- id: archivefile/undo_booked
-- params: $1 tid from, $2 tid to, $3 bigint id of the file
-- columns: deleted bigint
-- locks: ROW EXCLUSIVE on {relation}
-- since: 14
-- archivefile/delete_booked of rows that a restore has brought back: the file stands for those that leave again.
WITH /* parterre */ l AS (
    SELECT x.tableoid AS part, x.ctid AS at, e.{place} AS place FROM {source} x JOIN {staging} e ON {x_is_e}
    WHERE e.ctid >= $1::tid AND e.ctid < $2::tid AND ROW({x_columns})::record *= ROW({e_columns})::record
    FOR UPDATE OF x SKIP LOCKED),
d AS (
    DELETE FROM {source} x USING l WHERE x.ctid = ANY (ARRAY(SELECT l.at FROM l)) AND x.ctid = l.at AND x.tableoid = l.part
    RETURNING l.place),
v AS (
    DELETE FROM parterre.archive_file_void v WHERE v.file_id = $3::bigint AND v.place = ANY (ARRAY(SELECT d.place FROM d)))
SELECT count(*) AS deleted FROM d
