-- id: archivefile/list_present
-- params: $1 bigint how many
-- columns: key text, equal boolean
-- locks: ACCESS SHARE on {relation}
-- since: 14
-- The keys of the file's rows that are in the table, those that differ first.
SELECT /* parterre */ ROW({e_key})::text AS key, ROW({x_columns})::record *= ROW({e_columns})::record AS equal
FROM {staging} e JOIN {source} x ON {x_is_e} ORDER BY 2, e.ctid LIMIT $1
