-- id: demo/create_recent_view
-- params: none
-- columns: none
-- locks: ACCESS SHARE on public.transactions
-- since: 14
CREATE VIEW public.recent_transactions WITH (security_barrier) AS
SELECT id, wallet_id, network, amount, token_symbol, status, "timestamp"
  FROM public.transactions
 WHERE "timestamp" >= (CURRENT_TIMESTAMP AT TIME ZONE 'UTC') - INTERVAL '30 days'
