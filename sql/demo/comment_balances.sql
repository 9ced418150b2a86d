-- id: demo/comment_balances
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on public.account_balances
-- since: 14
COMMENT ON TABLE public.account_balances IS 'What an account was worth, by activity, every four hours'
