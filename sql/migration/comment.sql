-- id: migration/comment
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {relation}
-- since: 14
COMMENT ON {kind} {object} IS {comment}
