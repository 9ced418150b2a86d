-- id: archive/query_settings
-- params: $1 text statement timeout
-- columns: statement_timeout text, settings bigint
-- locks: none
-- since: 14
-- What our sessions fix decides how a query of the application is read and run: here it is as in a session of its own.
SELECT set_config('statement_timeout', $1, true) AS statement_timeout,
       (SELECT count(set_config(s.name, s.reset_val, true)) FROM pg_settings s WHERE s.name IN ('search_path', 'jit', 'row_security')) AS settings
