-- id: demo/lock_transaction
-- params: $1 text id
-- columns: line text
-- locks: ROW SHARE on public.transactions
-- since: 14
SELECT t::text AS line FROM public.transactions AS t WHERE t.id = $1 FOR UPDATE
