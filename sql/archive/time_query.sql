-- id: archive/time_query
-- params: none
-- columns: QUERY PLAN json
-- locks: ACCESS SHARE on what the query names
-- since: 14
-- Run on the server, without sending its rows. Only inside a READ ONLY transaction.
EXPLAIN (ANALYZE, TIMING OFF, BUFFERS, FORMAT JSON) /* parterre */
{query}
