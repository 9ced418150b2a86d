-- id: demo/read_transaction
-- params: $1 text id
-- columns: line text
-- locks: ACCESS SHARE on public.transactions
-- since: 14
SELECT t::text AS line FROM public.transactions AS t WHERE t.id = $1
