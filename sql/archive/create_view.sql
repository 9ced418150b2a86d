-- id: archive/create_view
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {table}, {archive}
-- since: 14
-- Before 15 a view reads with the rights of its owner.
CREATE OR REPLACE VIEW {view} AS
SELECT {columns}, NULL::timestamptz AS archived_at FROM {table} UNION ALL SELECT {columns}, archived_at FROM {archive}
