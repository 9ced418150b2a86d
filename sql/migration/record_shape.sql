-- id: migration/record_shape
-- params: $1 text id
-- columns: none
-- locks: ACCESS SHARE on what it names
-- since: 14
UPDATE parterre.migration SET shape = (SELECT q.fingerprint FROM ({definition_query}) q) WHERE id = $1
