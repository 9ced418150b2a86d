-- id: journal/set_dressed
-- params: $1 text id
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.migration SET shape = 'dressed' WHERE id = $1
