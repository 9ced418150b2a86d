-- id: archivefile/put_back_booked
-- params: $1 bigint id of the file, $2 text id of the run
-- columns: inserted bigint, voided bigint
-- locks: ROW EXCLUSIVE on {relation}
-- since: 14
-- archivefile/put_back that writes down which rows the file stands for no longer.
WITH /* parterre */ present AS MATERIALIZED (SELECT e.ctid AS place FROM {staging} e JOIN {source} x ON {x_is_e}),
i AS (
    INSERT INTO {relation} ({filled_columns}) OVERRIDING SYSTEM VALUE SELECT {e_filled_columns} FROM {staging} e WHERE NOT EXISTS (SELECT FROM present p WHERE p.place = e.ctid)
    RETURNING 1),
v AS (
    INSERT INTO parterre.archive_file_void (file_id, place, restored_by) SELECT $1::bigint, e.{place}, $2 FROM {staging} e WHERE NOT EXISTS (SELECT FROM present p WHERE p.place = e.ctid) RETURNING 1)
SELECT (SELECT count(*) FROM i) AS inserted, (SELECT count(*) FROM v) AS voided
