-- id: archive/conflicts
-- params: those of the selection…
-- columns: key_text text, equal boolean, total bigint
-- locks: ACCESS SHARE on {archive}, {table}
-- since: 14
SELECT /* parterre */ ROW({a_key})::text AS key_text, ROW({a_columns})::text = ROW({t_columns})::text AS equal, count(*) OVER () AS total
FROM (SELECT * FROM {archive} a WHERE {selection}) a JOIN {table} t ON {t_is_a} LIMIT 1000
