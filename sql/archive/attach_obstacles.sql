-- id: archive/attach_obstacles
-- params: $1 oid of the parent, $2 oid of the leaf
-- columns: kind text, name text
-- locks: none
-- since: 14
-- Besides indexes, what would make ATTACH PARTITION fail, or read many rows while nobody else can.
SELECT 'check' AS kind, k.conname::text AS name FROM pg_constraint k
WHERE k.conrelid = $1::oid AND k.contype = 'c' AND NOT k.connoinherit
  AND NOT EXISTS (SELECT FROM pg_constraint l WHERE l.conrelid = $2::oid AND l.contype = 'c' AND l.conname = k.conname AND NOT l.connoinherit
                                                AND pg_get_constraintdef(l.oid) = pg_get_constraintdef(k.oid))
UNION ALL
SELECT 'foreign-key', k.conname::text FROM pg_constraint k WHERE k.conrelid = $1::oid AND k.contype = 'f'
UNION ALL
SELECT 'archived-at-index', c.relname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = $1::oid
  AND EXISTS (SELECT FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
              WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid AND d.refclassid = 'pg_class'::regclass AND d.refobjid = $1::oid AND a.attname = 'archived_at')
UNION ALL
SELECT 'default-partition', c.relname::text FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partdefid
WHERE p.partrelid = $1::oid AND (c.relkind = 'p' OR pg_relation_size(c.oid) > 1048576)
