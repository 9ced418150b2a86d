-- id: archive/bring_rows
-- params: $1 text run, $2 integer epoch, then those of the selection…
-- columns: moved bigint, bytes bigint, archive_progress void, require void
-- locks: ACCESS SHARE on {archive}; ROW EXCLUSIVE on {table}
-- since: 14
-- As restore_rows does it, but for the delete: the other server would commit it first, and this one perhaps never.
WITH d AS MATERIALIZED (SELECT {a_columns}, a.archived_at FROM {archive} a WHERE {selection} AND NOT EXISTS (SELECT FROM {table} t WHERE {t_is_a})),
i AS (INSERT INTO {table} AS t ({insertable}) OVERRIDING SYSTEM VALUE SELECT {insertable} FROM d RETURNING {t_columns}),
k AS (INSERT INTO {restored} ({key}, archived_at, brought_age, hash0, hash1)
      SELECT {key}, archived_at, {age}, hashtextextended(ROW({columns})::text, 0), hashtextextended(ROW({columns})::text, 1) FROM d RETURNING hash0, hash1),
n AS (SELECT (SELECT count(*) FROM d) AS taken, (SELECT coalesce(sum({row_bytes}), 0)::bigint FROM d) AS bytes, (SELECT ROW(coalesce(sum(hash0), 0), coalesce(sum(hash1), 0)) FROM k) AS was),
p AS (SELECT count(*) AS put, ROW(coalesce(sum(hashtextextended(ROW({columns})::text, 0)), 0), coalesce(sum(hashtextextended(ROW({columns})::text, 1)), 0)) AS become FROM i)
SELECT p.put AS moved, n.bytes, parterre.archive_progress($1, $2::integer, n.taken, p.put, n.bytes, 0),
       parterre.require(n.was = p.become, 'PT002', 'the rows that were restored are not those of the archive', 'A trigger, or the expression of a generated column, changed them. Nothing was restored.')
FROM n CROSS JOIN p
