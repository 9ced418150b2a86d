-- id: archive/create_found
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {table}
-- since: 14
CREATE TEMP TABLE {found} AS SELECT {columns}, NULL::timestamptz AS archived_at FROM {table} WITH NO DATA
