-- id: rehearsal/create_ledger
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {drill}
-- since: 14
CREATE TABLE {ledger} AS SELECT {columns}, true AS {present} FROM ONLY {drill}
