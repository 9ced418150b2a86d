-- id: migration/log_is_empty
-- params: $1 xid8 oldest transaction not seen yet
-- columns: require void
-- locks: none
-- since: 14
SELECT parterre.require(NOT EXISTS (SELECT FROM {log} l WHERE l.xid >= $1::xid8), 'PT003', 'the change log is not empty')
