-- id: journal/set_state
-- params: $1 text id, $2 text state
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.migration SET state = $2, since = now() WHERE id = $1
