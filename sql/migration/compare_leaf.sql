-- id: migration/compare_leaf
-- params: $1 bigint limit
-- columns: the key columns, source text, target text
-- locks: ACCESS SHARE on {plain}, {leaf}, {log}
-- since: 14
SELECT {pair_out}, s.doc::text AS source, t.doc::text AS target
FROM (SELECT {x_pair_named}, {x_row} AS doc FROM ONLY {plain} x WHERE {x_in_leaf} AND NOT EXISTS (SELECT FROM {log} l WHERE {x_is_l})) s
FULL JOIN (SELECT {x_pair_named}, {x_row} AS doc FROM ONLY {leaf} x WHERE NOT EXISTS (SELECT FROM {log} l WHERE {x_is_l})) t
ON {s_is_t}
WHERE s.doc IS NULL OR t.doc IS NULL OR s.doc *<> t.doc
LIMIT $1::bigint
