-- id: migration/create_matview
-- params: none
-- columns: none
-- locks: ACCESS SHARE on what it names
-- since: 14
CREATE MATERIALIZED VIEW {view}{method}{with}{tablespace} AS {query} WITH NO DATA
