-- id: rehearsal/exchange
-- params: {x_is_key}: $1… the key, {y_is_other}: … the key of the row whose values it gets
-- columns: none
-- locks: ROW EXCLUSIVE on {relation}
-- since: 14
UPDATE {relation} x SET ({exchanged}) = (SELECT {y_exchanged} FROM {ledger} y WHERE {y_is_other}) WHERE {x_is_key}
