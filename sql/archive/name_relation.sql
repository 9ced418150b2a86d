-- id: archive/name_relation
-- params: none
-- columns: set_config text
-- locks: none
-- since: 14
SELECT set_config('parterre.relation', {relation_literal}, true)
