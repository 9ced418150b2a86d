-- id: migration/copy_batch
-- params: $1 tid from, $2 tid to
-- columns: none
-- locks: ACCESS SHARE on {table}; ROW EXCLUSIVE on {shadow}
-- since: 14
INSERT INTO {shadow} ({columns}) OVERRIDING SYSTEM VALUE SELECT /* parterre */ {columns} FROM ONLY {table} WHERE ctid >= $1::tid AND ctid < $2::tid
