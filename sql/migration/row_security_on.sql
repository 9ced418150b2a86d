-- id: migration/row_security_on
-- params: none
-- columns: set_config text
-- locks: none
-- since: 14
-- A materialized view shows what its owner may see of other tables, as it would after his own REFRESH.
SELECT set_config('row_security', 'on', true)
