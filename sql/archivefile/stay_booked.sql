-- id: archivefile/stay_booked
-- params: $1 tid from, $2 tid to, $3 bigint id of the file
-- columns: looked bigint
-- locks: none
-- since: 14
-- Others hold the locks of rows among these: all of them stay.
WITH s AS (
    INSERT INTO parterre.archive_file_void (file_id, place) SELECT $3::bigint, e.{place} FROM {staging} e WHERE e.ctid >= $1::tid AND e.ctid < $2::tid RETURNING place)
SELECT coalesce(max(s.place), 0) AS looked FROM s
