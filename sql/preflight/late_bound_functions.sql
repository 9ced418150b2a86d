-- id: preflight/late_bound_functions
-- params: $1 text name of the table, $2 text partition key column
-- columns: function text, conflict boolean
-- locks: none
-- since: 14
SELECT p.oid::regprocedure::text AS function, p.prosrc ~* 'on\s+conflict\s*\(' AS conflict
FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE l.lanname NOT IN ('c', 'internal') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'parterre')
  AND strpos(lower(p.prosrc), lower($1::text)) > 0 AND $2::text IS NOT NULL
ORDER BY 1
LIMIT 50
