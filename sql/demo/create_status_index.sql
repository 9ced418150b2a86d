-- id: demo/create_status_index
-- params: none
-- columns: none
-- locks: SHARE on public.transactions
-- since: 14
CREATE INDEX idx_transactions_status ON public.transactions (status)
