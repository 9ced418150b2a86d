-- id: demo/grant_columns
-- params: none
-- columns: none
-- locks: none
-- since: 14
GRANT SELECT (id, wallet_id, network, status, "timestamp") ON public.transactions TO demo_report
