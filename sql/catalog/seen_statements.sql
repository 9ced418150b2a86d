-- id: catalog/seen_statements
-- params: $1 oid of the table
-- columns: query text, calls bigint, total_ms double precision
-- locks: none
-- since: 14
-- What was run and has the name of the table or of a view on it in it, but for what is ours; the most frequent first.
WITH named AS (
    SELECT lower(replace(c.relname, '"', '""')) AS name FROM pg_class c WHERE c.oid = $1::oid
    UNION
    SELECT lower(replace(v.relname, '"', '""')) FROM pg_depend d JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid AND r.rulename = '_RETURN'
    JOIN pg_class v ON v.oid = r.ev_class AND v.relkind = 'v' WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = $1::oid)
SELECT left(s.query, 20000) AS query, sum(s.calls)::bigint AS calls, sum(s.total_exec_time) AS total_ms
FROM {statements} s JOIN pg_database b ON b.oid = s.dbid AND b.datname = current_database()
WHERE EXISTS (SELECT FROM named WHERE strpos(lower(s.query), named.name) > 0)
  AND s.query !~ '/\* parterre \*/|\mparterre\.' AND s.query !~* '^\s*(create|alter|drop|comment|grant|revoke|analyze|vacuum|lock)\M'
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 500
