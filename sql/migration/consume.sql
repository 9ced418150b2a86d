-- id: migration/consume
-- params: {oldest}: $1 xid8 oldest transaction not seen yet, or a setting where none can be sent…
-- columns: none
-- locks: ROW EXCLUSIVE on {log}
-- since: 14
WITH consumed AS (DELETE FROM {log} l WHERE l.xid >= {oldest}::xid8 RETURNING l.op, {l_log_columns})
INSERT INTO {round} (truncated, {log_columns}) SELECT DISTINCT c.op = 'T', {c_log_columns} FROM consumed c
