-- id: archivefile/key
-- params: $1 oid of the table
-- columns: name text, equals text, collation text
-- locks: none
-- since: 14
-- The columns of the primary key, or else of the shortest unique key over NOT NULL columns, with the operator and the
-- collation by which the index tells them apart.
WITH key AS (
    SELECT i.* FROM pg_index i
    WHERE i.indrelid = $1::oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
      AND NOT EXISTS (SELECT FROM generate_series(0, i.indnkeyatts - 1) s(place) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[s.place]
                      WHERE NOT a.attnotnull)
    ORDER BY NOT i.indisprimary, i.indnkeyatts, i.indexrelid LIMIT 1)
SELECT a.attname::text AS name, format('OPERATOR(%I.%s)', n.nspname, o.oprname) AS equals,
       CASE WHEN key.indcollation[s.place] = 0 THEN '' ELSE format(' COLLATE %s', key.indcollation[s.place]::regcollation) END AS collation
FROM key CROSS JOIN LATERAL generate_series(0, key.indnkeyatts - 1) s(place)
JOIN pg_attribute a ON a.attrelid = key.indrelid AND a.attnum = key.indkey[s.place]
JOIN pg_opclass c ON c.oid = key.indclass[s.place]
JOIN pg_amop m ON m.amopfamily = c.opcfamily AND m.amoplefttype = c.opcintype AND m.amoprighttype = c.opcintype AND m.amopstrategy = 3
JOIN pg_operator o ON o.oid = m.amopopr JOIN pg_namespace n ON n.oid = o.oprnamespace
ORDER BY s.place
