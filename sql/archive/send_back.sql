-- id: archive/send_back
-- params: none
-- columns: moved bigint, bytes bigint, sent text, require void
-- locks: ROW EXCLUSIVE on {table}, {archive}; ACCESS SHARE on {restored}
-- since: 14
WITH d AS (
    DELETE FROM {table} t USING {restored} r
    WHERE {t_is_r} AND hashtextextended(ROW({t_columns})::text, 0) = r.hash0 AND hashtextextended(ROW({t_columns})::text, 1) = r.hash1
    RETURNING {t_columns}, r.archived_at),
i AS (INSERT INTO {archive} ({columns}, archived_at) SELECT {columns}, archived_at FROM d),
n AS (SELECT count(*) AS taken, coalesce(sum({row_bytes}), 0)::bigint AS bytes, min({age})::text AS least, max({age})::text AS greatest,
             min(archived_at)::text AS first, max(archived_at)::text AS last,
             coalesce(sum(hashtextextended(ROW({columns})::text, 0)), 0) AS sum0, coalesce(sum(hashtextextended(ROW({columns})::text, 1)), 0) AS sum1 FROM d)
SELECT n.taken AS moved, n.bytes,
       set_config('parterre.sent', jsonb_build_object('digest', ROW(n.taken, n.sum0, n.sum1)::text, 'rows', n.taken, 'bytes', n.bytes,
                                                      'least', n.least, 'greatest', n.greatest, 'first', n.first, 'last', n.last)::text, true) AS sent,
       parterre.require(NOT EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND (k.confrelid = {table_literal}::regclass
           OR k.confrelid IN (SELECT p.relid FROM pg_partition_tree({table_literal}::regclass) p))),
           'PT002', 'foreign keys of other tables reference the table', 'Rows of those tables would go, change or stop this.')
FROM n
