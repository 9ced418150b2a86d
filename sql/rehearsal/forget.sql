-- id: rehearsal/forget
-- params: $1 text id
-- columns: none
-- locks: none
-- since: 14
DELETE FROM parterre.migration WHERE id = $1
