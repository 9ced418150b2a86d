-- id: demo/delete_transaction
-- params: $1 text id
-- columns: line text
-- locks: ROW EXCLUSIVE on public.transactions
-- since: 14
DELETE FROM public.transactions AS t WHERE t.id = $1 RETURNING t::text AS line
