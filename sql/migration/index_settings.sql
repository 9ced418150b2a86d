-- id: migration/index_settings
-- params: none
-- columns: set_config text
-- locks: none
-- since: 14
SELECT set_config('max_parallel_maintenance_workers', '0', false)
