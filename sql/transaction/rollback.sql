-- id: transaction/rollback
-- params: none
-- columns: none
-- locks: none
-- since: 14
ROLLBACK
