-- id: migration/index_parent
-- params: none
-- columns: none
-- locks: SHARE on {shadow}, each partition of {shadow}
-- since: 14
CREATE {unique}INDEX {index} ON {shadow} USING {tail}
