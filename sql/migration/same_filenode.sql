-- id: migration/same_filenode
-- params: $1 oid filenode
-- columns: require void
-- locks: none
-- since: 14
SELECT parterre.require(pg_relation_filenode({table_literal}::regclass) = $1::oid, 'PT004', 'the table was rewritten while it was copied',
                        'VACUUM FULL, CLUSTER, TRUNCATE or an ALTER TABLE moved its rows.')
