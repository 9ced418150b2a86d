-- id: journal/batches
-- params: $1 text id
-- columns: first_page bigint, end_page bigint, rows bigint
-- locks: none
-- since: 14
SELECT first_page, end_page, rows FROM parterre.batch WHERE migration_id = $1 ORDER BY first_page
