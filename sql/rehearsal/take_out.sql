-- id: rehearsal/take_out
-- params: {x_is_key}: $1… the key
-- columns: none
-- locks: ROW EXCLUSIVE on {drill}
-- since: 14
DELETE FROM {drill} x WHERE {x_is_key}
