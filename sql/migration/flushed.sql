-- id: migration/flushed
-- params: $1 pg_lsn
-- columns: asynchronous boolean, flushed boolean
-- locks: none
-- since: 14
SELECT current_setting('synchronous_standby_names') = '' AS asynchronous,
       coalesce((SELECT bool_or(r.flush_lsn >= $1::pg_lsn) FROM pg_stat_replication r WHERE r.sync_state IN ('sync', 'quorum')), false) AS flushed
