-- id: demo/create_hash_index
-- params: none
-- columns: none
-- locks: SHARE on public.transactions
-- since: 14
CREATE UNIQUE INDEX idx_transactions_tx_hash ON public.transactions (tx_hash, network)
