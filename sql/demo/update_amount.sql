-- id: demo/update_amount
-- params: $1 text id, $2 numeric factor
-- columns: line text
-- locks: ROW EXCLUSIVE on public.transactions
-- since: 14
UPDATE public.transactions AS t SET amount = round(t.amount * $2, 18), usd_value_at_time = t.usd_value_at_time + 1
 WHERE t.id = $1
RETURNING t::text AS line
