-- id: archive/missing_indexes
-- params: $1 oid of the parent, $2 oid of the leaf
-- columns: name name, tail text, uniquely boolean, is_constraint boolean
-- locks: none
-- since: 14
-- What ATTACH PARTITION would have to build while nobody can read: indexes of the parent without an equal on the leaf.
WITH indexes AS (
    SELECT i.indrelid, c.relname, i.indisunique, i.indisvalid, coalesce(k.contype::text, '') AS contype,
           substr(pg_get_indexdef(i.indexrelid), strpos(pg_get_indexdef(i.indexrelid), p.prefix) + length(p.prefix)) AS tail
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    CROSS JOIN LATERAL (SELECT format('INDEX %I ON %s%I.%I USING ', c.relname, CASE t.relkind WHEN 'p' THEN 'ONLY ' ELSE '' END, n.nspname, t.relname) AS prefix) p
    LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
    WHERE i.indrelid IN ($1::oid, $2::oid))
SELECT p.relname AS name, p.tail, p.indisunique AS uniquely, p.contype <> '' AS is_constraint FROM indexes p
WHERE p.indrelid = $1::oid
  AND NOT EXISTS (SELECT FROM indexes l WHERE l.indrelid = $2::oid AND l.indisvalid AND l.tail = p.tail AND l.indisunique = p.indisunique
                                          AND p.contype IN ('', l.contype))
ORDER BY p.relname
