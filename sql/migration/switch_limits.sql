-- id: migration/switch_limits
-- params: $1 text longest wait for the lock, 0 = none, $2 text longest time under the lock, $3 text oldest transaction not seen yet, $4 text how long to look for a quiet moment, $5 text all that together
-- columns: set_config text × 8
-- locks: none
-- since: 14
-- Nobody waits under the lock for the disk or a standby: whoever commits after the switch flushes it too, and after a
-- crash before that it did not happen. "Switched" is said once it is flushed.
SELECT set_config('parterre.wait', $1, true), set_config('parterre.budget', $2, true), set_config('parterre.oldest', $3, true),
       set_config('parterre.quiet', $4, true), set_config('statement_timeout', $5, true), set_config('idle_in_transaction_session_timeout', '2s', true),
       set_config('synchronous_commit', 'off', true), set_config('parterre.rights', (SELECT q.digest FROM ({rights_query}) q), true)
