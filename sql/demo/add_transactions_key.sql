-- id: demo/add_transactions_key
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on public.transactions
-- since: 14
ALTER TABLE public.transactions ADD CONSTRAINT transactions_pkey PRIMARY KEY (id)
