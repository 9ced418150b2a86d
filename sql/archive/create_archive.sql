-- id: archive/create_archive
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {table}
-- since: 14
CREATE TABLE {archive} (LIKE {table} INCLUDING STORAGE INCLUDING COMPRESSION INCLUDING COMMENTS, archived_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY ({key})){partition_by}{tablespace}
