-- id: rehearsal/journalled
-- params: $1 text end of the table's name
-- columns: id text, state text
-- locks: none
-- since: 14
SELECT m.id, m.state FROM parterre.migration m WHERE right(m.table_name, length($1::text)) = $1::text
