-- id: archive/create_foreign_archive
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- Rows go there so many in one statement, and come back so many in one answer.
CREATE FOREIGN TABLE {archive} ({definitions}, archived_at timestamptz NOT NULL) SERVER {server}
OPTIONS (schema_name {remote_schema}, table_name {remote_table}, batch_size '1000', fetch_size '1000')
