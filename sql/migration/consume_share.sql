-- id: migration/consume_share
-- params: $1 xid8 oldest transaction not seen yet, $2 bigint number of shares, $3 bigint which of them, from 0
-- columns: none
-- locks: ROW EXCLUSIVE on {log}
-- since: 14
-- All entries of a key fall into one share; a key written in two ways into two, which its replay does not mind.
WITH consumed AS (
    DELETE FROM {log} l WHERE l.xid >= $1::xid8 AND mod(hashtextextended(ROW({l_log_columns})::text, 0), $2::bigint) IN ($3::bigint, -$3::bigint)
    RETURNING l.op, {l_log_columns})
INSERT INTO {round} (truncated, {log_columns}) SELECT DISTINCT c.op = 'T', {c_log_columns} FROM consumed c
