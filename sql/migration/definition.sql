-- id: migration/definition
-- params: none
-- columns: definition text, fingerprint text
-- locks: ACCESS SHARE on what it names
-- since: 14
SELECT q.definition, q.fingerprint FROM ({definition_query}) q
