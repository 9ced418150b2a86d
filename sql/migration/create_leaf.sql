-- id: migration/create_leaf
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {shadow}
-- since: 14
CREATE TABLE {leaf} (LIKE {shadow} INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING STORAGE INCLUDING COMPRESSION){with}{tablespace}
