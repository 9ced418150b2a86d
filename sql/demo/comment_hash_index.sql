-- id: demo/comment_hash_index
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on public.idx_transactions_tx_hash
-- since: 14
COMMENT ON INDEX public.idx_transactions_tx_hash IS 'A hash may appear once a network'
