-- id: demo/create_network_index
-- params: none
-- columns: none
-- locks: SHARE on public.transactions
-- since: 14
CREATE INDEX idx_transactions_network ON public.transactions (network)
