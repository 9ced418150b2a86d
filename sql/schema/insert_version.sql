-- id: schema/insert_version
-- params: $1 integer version, $2 text program
-- columns: none
-- locks: none
-- since: 14
INSERT INTO parterre.schema_version (version, program) VALUES ($1::integer, $2)
