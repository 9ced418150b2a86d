-- id: preflight/open_migration
-- params: $1 oid of the table
-- columns: id text, state text
-- locks: none
-- since: 14
SELECT m.id, m.state FROM parterre.migration m WHERE m.table_oid = $1::oid AND m.state NOT IN ('Planned', 'RolledBack', 'Finished')
