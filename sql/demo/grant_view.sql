-- id: demo/grant_view
-- params: none
-- columns: none
-- locks: none
-- since: 14
GRANT SELECT ON public.recent_transactions TO demo_app, demo_report
