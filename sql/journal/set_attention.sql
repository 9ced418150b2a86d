-- id: journal/set_attention
-- params: $1 text id, $2 text attention
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.migration SET attention = $2 WHERE id = $1 AND attention IS DISTINCT FROM $2
