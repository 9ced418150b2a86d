-- id: plan/writes
-- params: $1 oid of the table
-- columns: writes bigint, seconds double precision
-- locks: none
-- since: 14
-- Rows written since the statistics were reset, and how long ago that was; NULL where nobody knows.
SELECT s.n_tup_ins + s.n_tup_upd + s.n_tup_del AS writes, extract(epoch FROM clock_timestamp() - d.stats_reset)::double precision AS seconds
FROM pg_stat_user_tables s JOIN pg_stat_database d ON d.datname = current_database() WHERE s.relid = $1::oid
