-- id: archive/create_leaf
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {archive}
-- since: 14
CREATE TABLE {archive_leaf} (LIKE {archive} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE INCLUDING COMPRESSION){tablespace}
