-- id: demo/read_ledger_rows
-- params: $1 text[] ids
-- columns: id text, line text
-- locks: ACCESS SHARE on public.transactions
-- since: 14
SELECT t.id, t::text AS line
  FROM public.transactions AS t
  JOIN unnest($1::text[]) AS known (id) ON known.id = t.id
