-- id: archive/attach_leaf
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {parent}; ACCESS EXCLUSIVE on {leaf}
-- since: 14
ALTER TABLE {parent} ATTACH PARTITION {leaf} {bound}
