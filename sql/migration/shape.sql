-- id: migration/shape
-- params: none
-- columns: fingerprint text
-- locks: ACCESS SHARE on what it names
-- since: 14
SELECT q.fingerprint FROM ({definition_query}) q
