-- id: migration/create_matview
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE MATERIALIZED VIEW {view}{method}{with}{tablespace} AS {query} WITH NO DATA
