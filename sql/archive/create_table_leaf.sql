-- id: archive/create_table_leaf
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {table}
-- since: 14
CREATE TABLE {archive_leaf} (LIKE {table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING STORAGE INCLUDING COMPRESSION)
