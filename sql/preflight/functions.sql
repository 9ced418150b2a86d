-- id: preflight/functions
-- params: $1 oid of the table
-- columns: function text, source text
-- locks: none
-- since: 14
-- Functions whose text has the name of the table or of a view on it in it.
WITH named AS (
    SELECT lower(c.relname) AS name FROM pg_class c WHERE c.oid = $1::oid
    UNION
    SELECT lower(v.relname) FROM pg_depend d JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid AND r.rulename = '_RETURN'
    JOIN pg_class v ON v.oid = r.ev_class AND v.relkind = 'v' WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = $1::oid)
SELECT p.oid::regprocedure::text AS function, p.prosrc AS source
FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE l.lanname NOT IN ('c', 'internal') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'parterre')
  AND EXISTS (SELECT FROM named WHERE strpos(lower(p.prosrc), named.name) > 0)
ORDER BY 1
LIMIT 200
