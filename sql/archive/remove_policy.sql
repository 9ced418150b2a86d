-- id: archive/remove_policy
-- params: $1 text id
-- columns: none
-- locks: none
-- since: 14
DELETE FROM parterre.archive_policy WHERE id = $1
