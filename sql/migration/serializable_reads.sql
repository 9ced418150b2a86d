-- id: migration/serializable_reads
-- params: none
-- columns: locks bigint
-- locks: none
-- since: 14
SELECT count(*) AS locks FROM pg_locks l WHERE l.mode = 'SIReadLock'
  AND (l.relation = {table_literal}::regclass OR l.relation IN (SELECT i.inhrelid FROM pg_inherits i WHERE i.inhparent = {table_literal}::regclass))
  AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
