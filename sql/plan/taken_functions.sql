-- id: plan/taken_functions
-- params: $1 name schema, $2 text[] names
-- columns: name name
-- locks: none
-- since: 14
SELECT p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = $1 AND p.proname = ANY ($2::text[]) AND p.pronargs = 0
