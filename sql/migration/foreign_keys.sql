-- id: migration/foreign_keys
-- params: none
-- columns: relation text, name text, validated boolean
-- locks: none
-- since: 14
-- Of the table and of its partitions, but for those that the table's own has adopted.
SELECT format('%I.%I', n.nspname, c.relname) AS relation, k.conname::text AS name, k.convalidated AS validated
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0
  AND k.conrelid IN (SELECT to_regclass({table_literal}) UNION ALL SELECT i.inhrelid FROM pg_inherits i WHERE i.inhparent = to_regclass({table_literal}))
