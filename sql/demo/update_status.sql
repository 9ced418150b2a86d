-- id: demo/update_status
-- params: $1 text id, $2 text status, $3 bigint gas
-- columns: line text
-- locks: ROW EXCLUSIVE on public.transactions
-- since: 14
UPDATE public.transactions AS t SET status = $2, gas_used = $3 WHERE t.id = $1 RETURNING t::text AS line
