-- id: journal/forget_shadow
-- params: $1 text id
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.migration SET shadow_oid = NULL, filenode = NULL, pages = NULL, shape = NULL WHERE id = $1
