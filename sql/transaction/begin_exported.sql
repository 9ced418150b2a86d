-- id: transaction/begin_exported
-- params: none
-- columns: none
-- locks: none
-- since: 14
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY
