-- id: schema/read_version
-- params: none
-- columns: version integer
-- locks: none
-- since: 14
SELECT coalesce((SELECT max(version) FROM parterre.schema_version), 0) AS version
