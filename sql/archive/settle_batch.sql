-- id: archive/settle_batch
-- params: $1 text run, $2 text moment
-- columns: settled bigint, bytes bigint, gone bigint, stale text[], require void
-- locks: ROW EXCLUSIVE on {table}; ACCESS SHARE on {archive}
-- since: 14
-- The other server committed a batch that this one did not: rows of it that are live still, and the same, leave the table. They are
-- locked first: what somebody changes meanwhile is seen as it then is. A batch of which nothing is there may arrive late, and is
-- looked for again for an hour.
WITH a AS MATERIALIZED (SELECT {columns} FROM {archive} WHERE archived_at = $2::timestamptz),
l AS MATERIALIZED (
    SELECT t.ctid AS place, t.tableoid AS leaf, ROW({t_columns})::text = ROW({a_columns})::text AS equal, ROW({a_key})::text AS key_text
    FROM {table} t JOIN a ON {t_is_a} FOR UPDATE OF t),
d AS (DELETE FROM {table} t USING l WHERE l.equal AND t.ctid = l.place AND t.tableoid = l.leaf RETURNING {t_columns}),
n AS (SELECT (SELECT count(*) FROM a) AS found, count(*) AS settled, coalesce(sum({row_bytes}), 0)::bigint AS bytes FROM d),
s AS (SELECT coalesce(array_agg(l.key_text), '{}') AS stale FROM l WHERE NOT l.equal),
u AS (UPDATE parterre.archive_run r
      SET rows = r.rows + n.settled, bytes = r.bytes + n.bytes,
          details = CASE WHEN s.stale <> '{}' THEN r.details ELSE r.details || jsonb_build_object(
              'pending', (r.details->'pending') - $2::text,
              'late', CASE WHEN n.found = 0 AND $2::timestamptz > now() - interval '1 hour'
                           THEN (coalesce(r.details->'late', '[]') - $2::text) || to_jsonb($2::text) ELSE coalesce(r.details->'late', '[]') - $2::text END) END
      FROM n, s WHERE r.id = $1)
SELECT n.settled, n.bytes, n.found - n.settled - cardinality(s.stale) AS gone, s.stale[1:20] AS stale,
       CASE WHEN n.settled > 0 THEN parterre.require(NOT EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND (k.confrelid = {table_literal}::regclass
           OR k.confrelid IN (SELECT p.relid FROM pg_partition_tree({table_literal}::regclass) p))),
           'PT002', 'foreign keys of other tables reference the table', 'Rows of those tables would go, change or stop this.') END
FROM n, s
