-- id: archive/elsewhere
-- params: $1 oid of the archive, $2 name its tablespace
-- columns: kind text, schema name, name name
-- locks: none
-- since: 14
-- What of the archive lies in another tablespace: partitions that came whole, and their indexes.
WITH tables AS (
    SELECT $1::oid AS oid
    UNION SELECT p.relid FROM pg_partition_tree($1::oid) p),
files AS (
    SELECT c.oid FROM tables t JOIN pg_class c USING (oid) WHERE c.relkind = 'r'
    UNION ALL SELECT i.indexrelid FROM tables t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relkind = 'i')
SELECT CASE c.relkind WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END AS kind, n.nspname AS schema, c.relname AS name
FROM files f JOIN pg_class c USING (oid) JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_database d ON d.datname = current_database()
JOIN pg_tablespace s ON s.oid = coalesce(nullif(c.reltablespace, 0), d.dattablespace)
WHERE s.spcname <> $2::name
ORDER BY c.relkind DESC, n.nspname, c.relname
