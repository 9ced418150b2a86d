-- id: migration/leaf_indexes
-- params: $1 regclass shadow
-- columns: name name, valid boolean, is_constraint boolean
-- locks: none
-- since: 14
SELECT c.relname AS name, i.indisvalid AS valid, con.oid IS NOT NULL AS is_constraint FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
LEFT JOIN pg_constraint con ON con.conindid = i.indexrelid AND con.conrelid = i.indrelid
WHERE i.indrelid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = $1::regclass UNION ALL SELECT $1::regclass)
