-- id: catalog/statements_view
-- params: none
-- columns: relation text, reads_all boolean
-- locks: none
-- since: 14
SELECT format('%I.pg_stat_statements', n.nspname) AS relation, pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS reads_all
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'
