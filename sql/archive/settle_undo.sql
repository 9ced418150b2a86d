-- id: archive/settle_undo
-- params: none
-- columns: found bigint, settled bigint, bytes bigint, stale text[]
-- locks: ROW EXCLUSIVE on {table}; ACCESS SHARE on {archive}, {restored}
-- since: 14
-- As settle_batch, for the rows that an undo had sent back.
WITH e AS MATERIALIZED (SELECT min(t.{age}) AS least, max(t.{age}) AS greatest FROM {table} t JOIN {restored} r ON {t_is_r}),
a AS MATERIALIZED (
    SELECT {a_columns} FROM {archive} a
    WHERE a.{age} >= (SELECT least FROM e) AND a.{age} <= (SELECT greatest FROM e)
      AND EXISTS (SELECT FROM {restored} r WHERE {a_is_r} AND r.archived_at = a.archived_at
                  AND r.hash0 = hashtextextended(ROW({a_columns})::text, 0) AND r.hash1 = hashtextextended(ROW({a_columns})::text, 1))),
d AS (DELETE FROM {table} t USING a WHERE {t_is_a} AND ROW({t_columns})::text = ROW({a_columns})::text RETURNING {t_columns})
SELECT (SELECT count(*) FROM a) AS found, (SELECT count(*) FROM d) AS settled, (SELECT coalesce(sum({row_bytes}), 0)::bigint FROM d) AS bytes,
       coalesce((SELECT array_agg(l.key_text)
                 FROM (SELECT ROW({a_key})::text AS key_text FROM a JOIN {table} t ON {t_is_a} WHERE ROW({t_columns})::text <> ROW({a_columns})::text LIMIT 20) l), '{}') AS stale
