-- id: archive/create_view
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {table}, {archive}
-- since: 15
CREATE OR REPLACE VIEW {view} WITH (security_invoker = true) AS
SELECT {columns}, NULL::timestamptz AS archived_at FROM {table} UNION ALL SELECT {columns}, archived_at FROM {archive}
