-- id: rehearsal/compare
-- params: none
-- columns: rows bigint, differences bigint
-- locks: ACCESS SHARE on {drill}
-- since: 14
-- One statement, one snapshot: whoever writes changes both in the same transaction.
SELECT count(t.doc) AS rows, count(*) FILTER (WHERE l.doc IS NULL OR t.doc IS NULL OR l.doc *<> t.doc) AS differences
FROM (SELECT {x_key_named}, ROW({x_columns}) AS doc FROM {ledger} x WHERE x.{present}) l
FULL JOIN (SELECT {x_key_named}, ROW({x_columns}) AS doc FROM {drill} x) t ON {l_is_t}
