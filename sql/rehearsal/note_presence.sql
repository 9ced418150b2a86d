-- id: rehearsal/note_presence
-- params: {x_is_key}: $1… the key
-- columns: none
-- locks: ROW EXCLUSIVE on {ledger}
-- since: 14
UPDATE {ledger} x SET {present} = {is_present} WHERE {x_is_key}
