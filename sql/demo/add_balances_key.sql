-- id: demo/add_balances_key
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on public.account_balances
-- since: 14
ALTER TABLE public.account_balances ADD CONSTRAINT account_balances_pkey PRIMARY KEY (account_address, timestamp, activity_id)
