-- id: archivefile/delete_booked
-- params: $1 tid from, $2 tid to, $3 bigint id of the file
-- columns: deleted bigint, stayed bigint, looked bigint
-- locks: ROW EXCLUSIVE on {relation}
-- since: 14
-- archivefile/delete_batch that writes down which rows have not left; it waits for nobody's row.
WITH /* parterre */ l AS (
    SELECT x.tableoid AS part, x.ctid AS at, e.{place} AS place FROM {source} x JOIN {staging} e ON {x_is_e}
    WHERE e.ctid >= $1::tid AND e.ctid < $2::tid AND ROW({x_columns})::record *= ROW({e_columns})::record
    FOR UPDATE OF x SKIP LOCKED),
d AS (
    DELETE FROM {source} x USING l WHERE x.ctid = ANY (ARRAY(SELECT l.at FROM l)) AND x.ctid = l.at AND x.tableoid = l.part
    RETURNING l.place),
s AS (
    INSERT INTO parterre.archive_file_void (file_id, place)
    SELECT $3::bigint, e.{place} FROM {staging} e WHERE e.ctid >= $1::tid AND e.ctid < $2::tid AND NOT EXISTS (SELECT FROM d WHERE d.place = e.{place})
    RETURNING 1)
SELECT (SELECT count(*) FROM d) AS deleted, (SELECT count(*) FROM s) AS stayed,
       coalesce((SELECT max(e.{place}) FROM {staging} e WHERE e.ctid >= $1::tid AND e.ctid < $2::tid), 0) AS looked
