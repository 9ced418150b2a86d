-- id: archive/comment_view
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {view}
-- since: 14
COMMENT ON VIEW {view} IS {comment}
