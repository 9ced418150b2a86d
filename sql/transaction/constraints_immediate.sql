-- id: transaction/constraints_immediate
-- params: none
-- columns: none
-- locks: none
-- since: 14
SET CONSTRAINTS ALL IMMEDIATE
