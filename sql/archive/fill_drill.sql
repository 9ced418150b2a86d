-- id: archive/fill_drill
-- params: $1 text the first tid, $2 text the tid behind the last, $3 bigint how many rows at most
-- columns: none
-- locks: ACCESS SHARE on {leaf}; ROW EXCLUSIVE on {drill}
-- since: 14
INSERT INTO /* parterre */ {drill} ({insertable}) OVERRIDING SYSTEM VALUE
SELECT {insertable} FROM ONLY {leaf} o WHERE o.ctid >= $1::tid AND o.ctid < $2::tid LIMIT $3::bigint
