-- id: migration/is_synchronous
-- params: none
-- columns: synchronous boolean
-- locks: none
-- since: 14
SELECT strpos(p.prosrc, 'parterre.synced') > 0 AS synchronous FROM pg_proc p WHERE p.oid = to_regprocedure({function_literal})
