-- id: migration/verify_limits
-- params: $1 text statement timeout
-- columns: set_config text × 2
-- locks: none
-- since: 14
SELECT set_config('idle_in_transaction_session_timeout', '0', true), set_config('statement_timeout', $1, true)
