-- id: rehearsal/ledger_key
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {ledger}
-- since: 14
ALTER TABLE {ledger} ADD PRIMARY KEY ({row_key})
