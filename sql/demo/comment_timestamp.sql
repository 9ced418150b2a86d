-- id: demo/comment_timestamp
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on public.transactions
-- since: 14
COMMENT ON COLUMN public.transactions."timestamp" IS 'When it happened on the chain, UTC; imported history comes late'
