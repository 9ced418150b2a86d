-- id: migration/references
-- params: none
-- columns: relation text, name text, validated boolean
-- locks: none
-- since: 14
SELECT format('%I.%I', n.nspname, c.relname) AS relation, k.conname::text AS name, k.convalidated AS validated
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.confrelid = to_regclass({table_literal}) AND k.conparentid = 0
