-- id: transaction/commit
-- params: none
-- columns: none
-- locks: none
-- since: 14
COMMIT
