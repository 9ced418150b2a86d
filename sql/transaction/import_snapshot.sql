-- id: transaction/import_snapshot
-- params: none
-- columns: none
-- locks: none
-- since: 14
SET TRANSACTION SNAPSHOT {snapshot}
