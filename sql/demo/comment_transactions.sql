-- id: demo/comment_transactions
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on public.transactions
-- since: 14
COMMENT ON TABLE public.transactions IS 'Every transfer of every wallet; made by Parterre''s generator'
