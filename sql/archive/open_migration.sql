-- id: archive/open_migration
-- params: $1 oid of the table
-- columns: id text, state text
-- locks: none
-- since: 14
SELECT m.id, m.state FROM parterre.migration m
WHERE $1::oid IN (m.table_oid, m.shadow_oid) AND m.state NOT IN ('Planned', 'RolledBack', 'Finished', 'Stopped')
