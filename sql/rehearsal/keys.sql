-- id: rehearsal/keys
-- params: none
-- columns: as {drill} (its key, as text)
-- locks: ACCESS SHARE on {ledger}
-- since: 14
SELECT {x_row_key_text} FROM {ledger} x ORDER BY random()
