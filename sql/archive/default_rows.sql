-- id: archive/default_rows
-- params: none
-- columns: found boolean
-- locks: ACCESS SHARE on {leaf}
-- since: 14
SELECT /* parterre */ EXISTS (SELECT FROM ONLY {leaf} x WHERE {check}) AS found
