-- id: migration/index_log
-- params: none
-- columns: none
-- locks: SHARE on {log}
-- since: 14
CREATE INDEX IF NOT EXISTS {index} ON {log} ({log_columns})
