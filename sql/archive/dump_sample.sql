-- id: archive/dump_sample
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {table}
-- since: 14
-- As pg_dump reads a table, but only so many percent of its pages.
COPY /* parterre */ (SELECT * FROM {table} TABLESAMPLE SYSTEM ({percent})) TO STDOUT
