-- id: archive/create_remote
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- For the other server, by hand: no DDL goes through a foreign server.
CREATE TABLE {remote} ({definitions}, archived_at timestamptz NOT NULL, PRIMARY KEY ({key}))
