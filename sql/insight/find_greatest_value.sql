-- id: insight/find_greatest_value
-- params: none
-- columns: greatest text
-- locks: ACCESS SHARE on {table}
-- since: 14
SELECT /* parterre */ max({column})::text AS greatest FROM {table}
