-- id: migration/round_unmark
-- params: none
-- columns: set_config text
-- locks: none
-- since: 14
SELECT set_config('parterre.replay', '', true)
