-- id: archivefile/browse
-- params: $1 bigint after row number, $2 text value or NULL, $3 bigint how many
-- columns: number bigint, …
-- locks: none
-- since: 14
SELECT s.number, {e_columns} FROM (SELECT row_number() OVER (ORDER BY ctid) AS number, ctid AS place FROM {staging}) s JOIN {staging} e ON e.ctid = s.place
WHERE s.number > $1::bigint AND ($2::text IS NULL OR {e_column}::text = $2::text) ORDER BY s.number LIMIT $3::bigint
