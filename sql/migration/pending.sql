-- id: migration/pending
-- params: $1 xid8 oldest transaction not seen yet
-- columns: entries bigint
-- locks: ACCESS SHARE on {log}
-- since: 14
SELECT count(*) AS entries FROM (SELECT FROM {log} l WHERE l.xid >= $1::xid8 LIMIT 1000001) e
