-- id: archive/session_patience
-- params: $1 text lock_timeout
-- columns: set_config text
-- locks: none
-- since: 14
SELECT set_config('lock_timeout', $1, false)
