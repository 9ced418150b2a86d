-- id: plan/taken_statistics
-- params: $1 text[] schemas, $2 text[] names
-- columns: schema name, name name
-- locks: none
-- since: 14
SELECT n.nspname AS schema, s.stxname AS name FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE (n.nspname, s.stxname) IN (SELECT * FROM unnest($1::text[], $2::text[]))
ORDER BY 1, 2
