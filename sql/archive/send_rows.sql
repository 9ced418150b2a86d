-- id: archive/send_rows
-- params: $1 text the first tid, $2 text the tid behind the last, $3 text the cutoff, $4 text moment
-- columns: moved bigint, bytes bigint, left_behind bigint, sent text, require void
-- locks: ROW EXCLUSIVE on {leaf}, {archive}
-- since: 14
-- As move_rows does it; no RETURNING of the foreign table, which would send row by row. What was sent is compared with what
-- arrived by read_back, before the commit.
WITH d AS (
    DELETE FROM ONLY {leaf} x
    WHERE x.ctid = ANY (ARRAY(SELECT o.ctid FROM ONLY {leaf} o WHERE o.ctid >= $1::tid AND o.ctid < $2::tid AND o.{age} < $3::{age_type} FOR UPDATE SKIP LOCKED))
    RETURNING {x_columns}),
i AS (INSERT INTO {archive} ({columns}, archived_at) SELECT {columns}, $4::timestamptz FROM d),
n AS (SELECT count(*) AS taken, coalesce(sum({row_bytes}), 0)::bigint AS bytes, min({age})::text AS least, max({age})::text AS greatest,
             coalesce(sum(hashtextextended(ROW({columns})::text, 0)), 0) AS sum0, coalesce(sum(hashtextextended(ROW({columns})::text, 1)), 0) AS sum1 FROM d)
SELECT n.taken AS moved, n.bytes, (SELECT count(*) FROM ONLY {leaf} o WHERE o.ctid >= $1::tid AND o.ctid < $2::tid AND o.{age} < $3::{age_type}) - n.taken AS left_behind,
       set_config('parterre.sent', jsonb_build_object('digest', ROW(n.taken, n.sum0, n.sum1)::text, 'rows', n.taken, 'bytes', n.bytes,
                                                      'least', n.least, 'greatest', n.greatest, 'first', $4::text, 'last', $4::text)::text, true) AS sent,
       parterre.require(
           (SELECT array_agg(a.attname::text) @> {column_names} AND array_agg(a.attname::text) <@ {column_names}
            FROM pg_attribute a WHERE a.attrelid = {leaf_literal}::regclass AND a.attnum > 0 AND NOT a.attisdropped)
           AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid IN ({leaf_literal}::regclass, {table_literal}::regclass)),
           'PT002', 'the table was changed since the run was planned', 'A column, or a foreign key to it, came or went.')
FROM n
