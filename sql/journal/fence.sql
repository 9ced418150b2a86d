-- id: journal/fence
-- params: $1 text id, $2 integer epoch
-- columns: fence void
-- locks: none
-- since: 14
SELECT parterre.fence($1, $2::integer)
