-- id: migration/log_is_empty
-- params: none
-- columns: require void
-- locks: ACCESS SHARE on {log}
-- since: 14
SELECT parterre.require(NOT EXISTS (SELECT FROM {log} l WHERE l.xid >= current_setting('parterre.oldest')::xid8), 'PT003', 'the change log is not empty')
