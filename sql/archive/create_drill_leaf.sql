-- id: archive/create_drill_leaf
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {drill}
-- since: 14
CREATE TABLE {drill_leaf} PARTITION OF {drill} {bound}
