-- id: archive/prove_remote_key
-- params: $1 text the first tid, $2 text the tid behind the last, $3 text the cutoff
-- columns: none
-- locks: ACCESS SHARE on {leaf}; ROW EXCLUSIVE on {archive}
-- since: 14
-- The same row at two moments: the key of the other server, which cannot be seen from here, has to turn the second one away.
INSERT INTO /* parterre */ {archive} ({columns}, archived_at)
SELECT {o_columns}, m.moment
FROM (SELECT {columns} FROM ONLY {leaf} o WHERE o.ctid >= $1::tid AND o.ctid < $2::tid AND o.{age} < $3::{age_type} LIMIT 1) o
CROSS JOIN (VALUES (now()), (now() + interval '1 microsecond')) m(moment)
