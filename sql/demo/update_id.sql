-- id: demo/update_id
-- params: $1 text id, $2 text new id
-- columns: line text
-- locks: ROW EXCLUSIVE on public.transactions
-- since: 14
UPDATE public.transactions AS t SET id = $2 WHERE t.id = $1 RETURNING t::text AS line
