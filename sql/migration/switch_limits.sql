-- id: migration/switch_limits
-- params: $1 text lock timeout, $2 text statement timeout
-- columns: set_config text, four times
-- locks: none
-- since: 14
SELECT set_config('lock_timeout', $1, true), set_config('statement_timeout', $2, true), set_config('idle_in_transaction_session_timeout', '2s', true),
       set_config('synchronous_commit', CASE WHEN current_setting('synchronous_standby_names') = '' THEN current_setting('synchronous_commit') ELSE 'local' END, true)
