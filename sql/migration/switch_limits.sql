-- id: migration/switch_limits
-- params: $1 text lock timeout, $2 text statement timeout, $3 text oldest transaction not seen yet
-- columns: set_config text, five times
-- locks: none
-- since: 14
SELECT set_config('lock_timeout', $1, true), set_config('statement_timeout', $2, true), set_config('idle_in_transaction_session_timeout', '2s', true),
       set_config('parterre.oldest', $3, true), set_config('parterre.rights', (SELECT q.digest FROM ({rights_query}) q), true)
