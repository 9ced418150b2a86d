-- id: demo/update_moment
-- params: $1 text id, $2 timestamp moment
-- columns: line text
-- locks: ROW EXCLUSIVE on public.transactions
-- since: 14
UPDATE public.transactions AS t SET "timestamp" = $2 WHERE t.id = $1 RETURNING t::text AS line
