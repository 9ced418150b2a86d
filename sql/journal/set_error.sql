-- id: journal/set_error
-- params: $1 text id, $2 text error
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.migration SET last_error = $2 WHERE id = $1
