-- id: session/settings
-- params: $1 text lock_timeout, $2 text default_transaction_read_only
-- columns: set_config text × 23
-- locks: none
-- since: 14
SELECT set_config('search_path', 'pg_catalog, pg_temp', false),
       set_config('TimeZone', 'UTC', false),
       set_config('DateStyle', 'ISO, YMD', false),
       set_config('IntervalStyle', 'postgres', false),
       set_config('extra_float_digits', '1', false),
       set_config('bytea_output', 'hex', false),
       set_config('standard_conforming_strings', 'on', false),
       set_config('row_security', 'off', false),
       set_config('jit', 'off', false),
       set_config('default_tablespace', '', false),
       set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'off' ELSE 'local' END, false),
       set_config('lock_timeout', $1, false),
       set_config('statement_timeout', '0', false),
       set_config('tcp_keepalives_idle', '10', false),
       set_config('tcp_keepalives_interval', '3', false),
       set_config('tcp_keepalives_count', '3', false),
       set_config('tcp_user_timeout', '15000', false),
       (SELECT set_config(s.name, '0', false) FROM pg_settings s WHERE s.name = 'transaction_timeout') AS set_config,
       set_config('idle_in_transaction_session_timeout', '30s', false),
       set_config('default_transaction_isolation', 'read committed', false),
       set_config('default_transaction_deferrable', 'off', false),
       set_config('default_transaction_read_only', $2, false),
       set_config('client_min_messages', 'error', false)
