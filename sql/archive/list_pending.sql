-- id: archive/list_pending
-- params: $1 bigint oid of the table, $2 text schema, $3 text table
-- columns: id text, kind text, archive_schema text, archive_name text, details text, recent boolean
-- locks: none
-- since: 14
-- What was begun on another server and not seen to end; of a table, or of the one that it took the name of.
SELECT id, kind, archive_schema, archive_name, details::text AS details, heartbeat > now() - interval '1 hour' AS recent
FROM parterre.archive_run
WHERE (table_oid = $1::bigint::oid OR (table_schema, table_name) = ($2, $3)) AND (details->'pending' NOT IN ('[]', 'false') OR details->'late' <> '[]') ORDER BY started_at, id
