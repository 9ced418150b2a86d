-- id: migration/standbys
-- params: none
-- columns: name text, state text, sync_state text, replay_lag double precision, flush_lag double precision
-- locks: none
-- since: 14
SELECT coalesce(application_name, '') AS name, state, sync_state, coalesce(extract(epoch FROM replay_lag), 0) AS replay_lag, coalesce(extract(epoch FROM flush_lag), 0) AS flush_lag
FROM pg_stat_replication
