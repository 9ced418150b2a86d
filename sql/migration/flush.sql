-- id: migration/flush
-- params: none
-- columns: set_config text
-- locks: none
-- since: 14
-- The row lock of the fence before it writes WAL, so this COMMIT waits for the disk.
SELECT set_config('synchronous_commit', 'local', true)
