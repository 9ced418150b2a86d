-- id: archive/move_rows
-- params: $1 text run, $2 integer epoch, $3 text the first tid, $4 text the tid behind the last, $5 text the cutoff
-- columns: moved bigint, bytes bigint, left_behind bigint, archive_progress void, require void
-- locks: ROW EXCLUSIVE on {leaf}, {archive}
-- since: 14
-- One statement is one batch and one transaction. Rows that somebody holds are met again later. Its lock keeps columns and
-- foreign keys as they are, so what came since the run was planned is seen: it would not go to the archive.
WITH d AS (
    DELETE FROM ONLY {leaf} x
    WHERE x.ctid = ANY (ARRAY(SELECT o.ctid FROM ONLY {leaf} o WHERE o.ctid >= $3::tid AND o.ctid < $4::tid AND o.{age} < $5::{age_type} FOR UPDATE SKIP LOCKED))
    RETURNING {x_columns}),
i AS (INSERT INTO {archive} ({columns}, archived_at) SELECT {columns}, now() FROM d RETURNING 1),
n AS (SELECT (SELECT count(*) FROM d) AS taken, (SELECT count(*) FROM i) AS put, (SELECT coalesce(sum({row_bytes}), 0)::bigint FROM d) AS bytes)
SELECT n.put AS moved, n.bytes, (SELECT count(*) FROM ONLY {leaf} o WHERE o.ctid >= $3::tid AND o.ctid < $4::tid AND o.{age} < $5::{age_type}) - n.taken AS left_behind,
       parterre.archive_progress($1, $2::integer, n.taken, n.put, n.bytes, 0),
       parterre.require(
           (SELECT array_agg(a.attname::text) @> {column_names} AND array_agg(a.attname::text) <@ {column_names}
            FROM pg_attribute a WHERE a.attrelid = {leaf_literal}::regclass AND a.attnum > 0 AND NOT a.attisdropped)
           AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid IN ({leaf_literal}::regclass, {table_literal}::regclass)),
           'PT002', 'the table was changed since the run was planned', 'A column, or a foreign key to it, came or went.')
FROM n
