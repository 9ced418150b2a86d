-- id: migration/shape
-- params: none
-- columns: fingerprint text
-- locks: none
-- since: 14
SELECT q.fingerprint FROM ({definition_query}) q
