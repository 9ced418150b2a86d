-- id: journal/set_way_back
-- params: $1 text id, $2 text way back
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.migration SET way_back = $2, attention = CASE WHEN $2 = 'open' THEN '' ELSE $2 END WHERE id = $1 AND way_back IS DISTINCT FROM $2
