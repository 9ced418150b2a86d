-- id: transaction/begin
-- params: none
-- columns: none
-- locks: none
-- since: 14
BEGIN
