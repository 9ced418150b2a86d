-- id: migration/partitions
-- params: none
-- columns: same boolean
-- locks: none
-- since: 14
SELECT m.children = q.children AS same FROM parterre.migration m CROSS JOIN ({children_query}) q WHERE m.id = {id_literal}
