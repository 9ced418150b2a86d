-- id: migration/no_serializable_reads
-- params: none
-- columns: require void
-- locks: none
-- since: 14
WITH tree AS (SELECT {table_literal}::regclass::oid AS oid UNION ALL SELECT i.inhrelid FROM pg_inherits i WHERE i.inhparent = {table_literal}::regclass)
SELECT parterre.require(NOT EXISTS (SELECT FROM pg_locks l WHERE l.mode = 'SIReadLock'
                                            AND (l.relation IN (SELECT oid FROM tree) OR l.relation IN (SELECT x.indexrelid FROM pg_index x JOIN tree ON x.indrelid = tree.oid))
                                            AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())),
                        'PT003', 'serializable transactions that read the table overlap with the switch')
