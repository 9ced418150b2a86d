-- id: archive/count_selected
-- params: those of the selection…
-- columns: rows bigint, bytes bigint
-- locks: ACCESS SHARE on {archive}
-- since: 14
SELECT /* parterre */ count(*) AS rows, coalesce(sum({row_bytes}), 0)::bigint AS bytes FROM {archive} a WHERE {selection}
