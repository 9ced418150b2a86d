-- id: migration/record_definition
-- params: $1 text id, $2 text moment
-- columns: none
-- locks: ACCESS SHARE on what it names
-- since: 14
INSERT INTO parterre.definition AS d (migration_id, moment, definition) SELECT $1, $2, q.definition FROM ({definition_query}) q
ON CONFLICT (migration_id, moment) DO UPDATE SET definition = excluded.definition, recorded_at = clock_timestamp()
