-- id: migration/create_shadow
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {table}
-- since: 14
CREATE TABLE {shadow} (LIKE {table} INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING STORAGE INCLUDING COMPRESSION INCLUDING COMMENTS) PARTITION BY RANGE ({key})
