-- id: plan/server_facts
-- params: none
-- columns: time_zone text, prewarm text
-- locks: none
-- since: 14
-- The time zone that a session of this role and database has when it asks for none; function pg_prewarm, where this role
-- may call it, or an empty text.
SELECT (SELECT s.reset_val FROM pg_settings s WHERE s.name = 'TimeZone') AS time_zone,
       coalesce((SELECT format('%I.%I', n.nspname, p.proname)
                 FROM pg_extension e JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
                 JOIN pg_proc p ON p.oid = d.objid JOIN pg_namespace n ON n.oid = p.pronamespace
                 WHERE e.extname = 'pg_prewarm' AND p.proname = 'pg_prewarm' AND has_function_privilege(p.oid, 'EXECUTE') AND has_schema_privilege(n.oid, 'USAGE')), '') AS prewarm
