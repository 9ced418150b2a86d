-- id: archive/move_rows
-- params: $1 text run, $2 integer epoch, $3 text the first tid, $4 text the tid behind the last, $5 text the cutoff
-- columns: moved bigint, bytes bigint, left_behind bigint, archive_progress void
-- locks: ROW EXCLUSIVE on {leaf}, {archive}
-- since: 14
-- One statement is one batch and one transaction. Rows that somebody holds are met again later.
WITH d AS (
    DELETE FROM ONLY {leaf} x
    WHERE x.ctid = ANY (ARRAY(SELECT o.ctid FROM ONLY {leaf} o WHERE o.ctid >= $3::tid AND o.ctid < $4::tid AND o.{age} < $5::{age_type} FOR UPDATE SKIP LOCKED))
    RETURNING {x_columns}),
i AS (INSERT INTO {archive} ({columns}, archived_at) SELECT {columns}, now() FROM d RETURNING 1),
n AS (SELECT (SELECT count(*) FROM d) AS taken, (SELECT count(*) FROM i) AS put, (SELECT coalesce(sum({row_bytes}), 0)::bigint FROM d) AS bytes)
SELECT n.put AS moved, n.bytes, (SELECT count(*) FROM ONLY {leaf} o WHERE o.ctid >= $3::tid AND o.ctid < $4::tid AND o.{age} < $5::{age_type}) - n.taken AS left_behind,
       parterre.archive_progress($1, $2::integer, n.taken, n.put, n.bytes, 0)
FROM n
