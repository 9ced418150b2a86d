-- id: demo/sum_other_rows
-- params: $1 text[] ids
-- columns: rows bigint, sum text
-- locks: ACCESS SHARE on public.transactions
-- since: 14
SELECT count(*) AS rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text AS sum
  FROM public.transactions AS t
 WHERE NOT EXISTS (SELECT FROM unnest($1::text[]) AS known (id) WHERE known.id = t.id)
