-- id: migration/patience
-- params: $1 text timeout
-- columns: set_config text
-- locks: none
-- since: 14
SELECT set_config('lock_timeout', $1, true)
