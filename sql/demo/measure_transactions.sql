-- id: demo/measure_transactions
-- params: none
-- columns: bytes bigint
-- locks: ACCESS SHARE on public.transactions and its partitions
-- since: 14
SELECT sum(pg_total_relation_size(t.relid))::bigint AS bytes
  FROM (SELECT 'public.transactions'::regclass AS relid
        UNION ALL
        SELECT inhrelid FROM pg_inherits WHERE inhparent = 'public.transactions'::regclass) AS t
