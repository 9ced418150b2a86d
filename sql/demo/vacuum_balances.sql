-- id: demo/vacuum_balances
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on public.account_balances
-- since: 14
VACUUM (ANALYZE) public.account_balances
