-- id: archive/comment_archive
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {archive}
-- since: 14
COMMENT ON TABLE {archive} IS {comment}
