-- id: archive/look_at_remote
-- params: none
-- columns: rows bigint
-- locks: ACCESS SHARE on {archive}
-- since: 14
-- A row at most, of which every column is wanted; the other server names the first column that it has not.
SELECT /* parterre */ count(ROW({a_columns}, a.archived_at)) AS rows FROM (SELECT {columns}, archived_at FROM {archive} LIMIT 1) a
