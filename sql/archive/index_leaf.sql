-- id: archive/index_leaf
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {leaf}
-- since: 14
CREATE {unique}INDEX CONCURRENTLY {index_name} ON {leaf} USING {tail}
