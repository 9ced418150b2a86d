-- id: demo/vacuum_transactions
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on public.transactions
-- since: 14
VACUUM (ANALYZE) public.transactions
