-- id: migration/record_dressed
-- params: $1 text id
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.migration SET shape = 'dressed', children = (SELECT q.children FROM ({children_query}) q) WHERE id = $1
