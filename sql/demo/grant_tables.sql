-- id: demo/grant_tables
-- params: none
-- columns: none
-- locks: none
-- since: 14
GRANT SELECT, INSERT, UPDATE, DELETE ON public.transactions, public.account_balances TO demo_app
