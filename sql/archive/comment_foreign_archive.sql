-- id: archive/comment_foreign_archive
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {archive}
-- since: 14
COMMENT ON FOREIGN TABLE {archive} IS {comment}
