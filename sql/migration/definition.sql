-- id: migration/definition
-- params: none
-- columns: definition text
-- locks: none
-- since: 14
SELECT q.definition FROM ({definition_query}) q
