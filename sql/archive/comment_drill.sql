-- id: archive/comment_drill
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {drill}
-- since: 14
-- By which a drill whose program was killed is found.
COMMENT ON TABLE {drill} IS {comment}
