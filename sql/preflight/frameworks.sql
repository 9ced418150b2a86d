-- id: preflight/frameworks
-- params: $1 text[] names of relations
-- columns: relation text, name name, columns text
-- locks: none
-- since: 14
SELECT format('%I.%I', n.nspname, c.relname) AS relation, c.relname AS name, coalesce(string_agg(a.attname, ',' ORDER BY a.attname), '') AS columns
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relname = ANY ($1::text[]) AND c.relkind IN ('r', 'p', 'S') AND c.relpersistence <> 't'
GROUP BY n.nspname, c.relname ORDER BY 1
