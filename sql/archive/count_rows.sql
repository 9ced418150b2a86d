-- id: archive/count_rows
-- params: none
-- columns: rows bigint
-- locks: ACCESS SHARE on {leaf}
-- since: 14
SELECT /* parterre */ count(*) AS rows FROM ONLY {leaf}
