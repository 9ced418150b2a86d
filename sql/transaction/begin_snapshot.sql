-- id: transaction/begin_snapshot
-- params: none
-- columns: none
-- locks: none
-- since: 14
BEGIN ISOLATION LEVEL REPEATABLE READ
