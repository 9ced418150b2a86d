-- id: archive/settle_batch
-- params: $1 text run, $2 text moment
-- columns: settled bigint, bytes bigint, gone bigint, stale text[]
-- locks: ROW EXCLUSIVE on {table}; ACCESS SHARE on {archive}
-- since: 14
-- The other server committed a batch that this one did not: rows of it that are live still, and the same, leave the table. A batch
-- of which nothing is there may arrive late, and is looked for again for an hour.
WITH a AS MATERIALIZED (SELECT {columns} FROM {archive} WHERE archived_at = $2::timestamptz),
d AS (DELETE FROM {table} t USING a WHERE {t_is_a} AND ROW({t_columns})::text = ROW({a_columns})::text RETURNING {t_columns}),
n AS (SELECT (SELECT count(*) FROM a) AS found, count(*) AS settled, coalesce(sum({row_bytes}), 0)::bigint AS bytes FROM d),
s AS (SELECT coalesce(array_agg(ROW({a_key})::text), '{}') AS stale FROM a JOIN {table} t ON {t_is_a} WHERE ROW({t_columns})::text <> ROW({a_columns})::text),
u AS (UPDATE parterre.archive_run r
      SET rows = r.rows + n.settled, bytes = r.bytes + n.bytes,
          details = CASE WHEN s.stale <> '{}' THEN r.details ELSE r.details || jsonb_build_object(
              'pending', (r.details->'pending') - $2::text,
              'late', CASE WHEN n.found = 0 AND $2::timestamptz > now() - interval '1 hour'
                           THEN (coalesce(r.details->'late', '[]') - $2::text) || to_jsonb($2::text) ELSE coalesce(r.details->'late', '[]') - $2::text END) END
      FROM n, s WHERE r.id = $1)
SELECT n.settled, n.bytes, n.found - n.settled - cardinality(s.stale) AS gone, s.stale[1:20] AS stale FROM n, s
