-- id: demo/adopt_rows
-- params: $1 real percent, $2 float8 seed
-- columns: id text, line text
-- locks: ACCESS SHARE on public.transactions
-- since: 14
SELECT t.id, t::text AS line FROM public.transactions AS t TABLESAMPLE BERNOULLI ($1::real) REPEATABLE ($2::float8)
