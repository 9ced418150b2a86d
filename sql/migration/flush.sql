-- id: migration/flush
-- params: none
-- columns: set_config text
-- locks: none
-- since: 14
SELECT set_config('synchronous_commit', 'local', true)
