-- id: transaction/begin_read_only
-- params: none
-- columns: none
-- locks: none
-- since: 14
BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY
