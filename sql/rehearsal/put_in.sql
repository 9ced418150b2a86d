-- id: rehearsal/put_in
-- params: {x_is_key}: $1… the key
-- columns: none
-- locks: ROW EXCLUSIVE on {drill}
-- since: 14
INSERT INTO {drill} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM {ledger} x WHERE {x_is_key}
