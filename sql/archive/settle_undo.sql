-- id: archive/settle_undo
-- params: none
-- columns: found bigint, settled bigint, bytes bigint, stale text[], require void
-- locks: ROW EXCLUSIVE on {table}; ACCESS SHARE on {archive}, {restored}
-- since: 14
-- As settle_batch, for the rows that an undo had sent back.
WITH e AS MATERIALIZED (SELECT min(t.{age}) AS least, max(t.{age}) AS greatest FROM {table} t JOIN {restored} r ON {t_is_r}),
a AS MATERIALIZED (
    SELECT {a_columns} FROM {archive} a
    WHERE a.{age} >= (SELECT least FROM e) AND a.{age} <= (SELECT greatest FROM e)
      AND EXISTS (SELECT FROM {restored} r WHERE {a_is_r} AND r.archived_at = a.archived_at
                  AND r.hash0 = hashtextextended(ROW({a_columns})::text, 0) AND r.hash1 = hashtextextended(ROW({a_columns})::text, 1))),
l AS MATERIALIZED (
    SELECT t.ctid AS place, t.tableoid AS leaf, ROW({t_columns})::text = ROW({a_columns})::text AS equal, ROW({a_key})::text AS key_text
    FROM {table} t JOIN a ON {t_is_a} FOR UPDATE OF t),
d AS (DELETE FROM {table} t USING l WHERE l.equal AND t.ctid = l.place AND t.tableoid = l.leaf RETURNING {t_columns})
SELECT (SELECT count(*) FROM a) AS found, (SELECT count(*) FROM d) AS settled, (SELECT coalesce(sum({row_bytes}), 0)::bigint FROM d) AS bytes,
       coalesce((SELECT array_agg(o.key_text) FROM (SELECT l.key_text FROM l WHERE NOT l.equal LIMIT 20) o), '{}') AS stale,
       CASE WHEN EXISTS (SELECT FROM d) THEN parterre.require(NOT EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND (k.confrelid = {table_literal}::regclass
           OR k.confrelid IN (SELECT p.relid FROM pg_partition_tree({table_literal}::regclass) p))),
           'PT002', 'foreign keys of other tables reference the table', 'Rows of those tables would go, change or stop this.') END
