-- id: demo/create_wallet_index
-- params: none
-- columns: none
-- locks: SHARE on public.transactions
-- since: 14
CREATE INDEX idx_transactions_wallet_time ON public.transactions (wallet_id, timestamp DESC)
