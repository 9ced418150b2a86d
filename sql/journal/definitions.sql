-- id: journal/definitions
-- params: $1 text id
-- columns: moment text, definition text, recorded_ms bigint
-- locks: none
-- since: 14
SELECT d.moment, d.definition, (extract(epoch FROM d.recorded_at) * 1000)::bigint AS recorded_ms
FROM parterre.definition d WHERE d.migration_id = $1 ORDER BY d.recorded_at
