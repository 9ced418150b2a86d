-- id: migration/round_mark
-- params: none
-- columns: set_config text
-- locks: none
-- since: 14
SELECT set_config('parterre.replay', {id_literal}, true)
