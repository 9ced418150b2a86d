-- id: migration/index_leaf
-- params: none
-- columns: none
-- locks: SHARE on {leaf}
-- since: 14
CREATE {unique}INDEX {index} ON {leaf} USING {tail}
