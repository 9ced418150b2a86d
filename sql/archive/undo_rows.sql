-- id: archive/undo_rows
-- params: $1 text run, $2 integer epoch
-- columns: moved bigint, bytes bigint, archive_progress void, require void
-- locks: ROW EXCLUSIVE on {table}, {archive}
-- since: 14
WITH d AS (
    DELETE FROM {table} t USING {restored} r
    WHERE {t_is_r} AND hashtextextended(ROW({t_columns})::text, 0) = r.hash0 AND hashtextextended(ROW({t_columns})::text, 1) = r.hash1
    RETURNING {t_columns}, r.archived_at),
i AS (INSERT INTO {archive} ({columns}, archived_at) SELECT {columns}, archived_at FROM d RETURNING 1),
n AS (SELECT (SELECT count(*) FROM d) AS taken, (SELECT count(*) FROM i) AS put, (SELECT coalesce(sum({row_bytes}), 0)::bigint FROM d) AS bytes)
SELECT n.put AS moved, n.bytes, parterre.archive_progress($1, $2::integer, n.taken, n.put, n.bytes, 0),
       parterre.require(NOT EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND (k.confrelid = {table_literal}::regclass
           OR k.confrelid IN (SELECT p.relid FROM pg_partition_tree({table_literal}::regclass) p))),
           'PT002', 'foreign keys of other tables reference the table', 'Rows of those tables would go, change or stop this.')
FROM n
