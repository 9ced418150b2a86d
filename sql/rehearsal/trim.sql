-- id: rehearsal/trim
-- params: none
-- columns: none
-- locks: ROW EXCLUSIVE on {drill}
-- since: 14
DELETE FROM ONLY {drill} x WHERE NOT (x.{key} >= {from} AND x.{key} < {to})
