-- id: archive/changed_rows
-- params: none
-- columns: key_text text, total bigint
-- locks: ACCESS SHARE on {table}
-- since: 14
SELECT /* parterre */ ROW({r_key})::text AS key_text, count(*) OVER () AS total
FROM {restored} r LEFT JOIN {table} t ON {t_is_r}
WHERE t.ctid IS NULL OR hashtextextended(ROW({t_columns})::text, 0) <> r.hash0 OR hashtextextended(ROW({t_columns})::text, 1) <> r.hash1
LIMIT 1000
