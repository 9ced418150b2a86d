-- id: archive/describe_table
-- params: $1 oid of the table
-- columns: definition text (JSON)
-- locks: none
-- since: 14
WITH RECURSIVE tree AS (
    SELECT $1::oid AS oid UNION ALL SELECT i.inhrelid FROM tree t JOIN pg_inherits i ON i.inhparent = t.oid),
t AS (SELECT c.*, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = $1::oid),
cols AS (
    SELECT json_agg(json_build_object(
               'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'collation', a.attcollation::regcollation::text,
               'category', y.typcategory::text, 'notNull', a.attnotnull, 'hasDefault', a.atthasdef,
               'generated', a.attgenerated <> '') ORDER BY a.attnum) AS doc
    FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
    WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped),
key_columns AS (
    SELECT i.indexrelid, bool_and(a.attnotnull) AS not_null,
           json_agg(json_build_object(
               'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'equals', format('OPERATOR(%I.%s)', on_.nspname, o.oprname),
               'exact', on_.nspname = 'pg_catalog' OR o.oprleft = a.atttypid,
               'collation', CASE WHEN i.indcollation[k.ord - 1] <> 0 AND i.indcollation[k.ord - 1] <> a.attcollation
                                 THEN format(' COLLATE %s', i.indcollation[k.ord - 1]::regcollation) ELSE '' END) ORDER BY k.ord) AS doc
    FROM pg_index i
    CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, ord)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
    JOIN pg_opclass oc ON oc.oid = i.indclass[k.ord - 1]
    JOIN pg_amop ao ON ao.amopfamily = oc.opcfamily AND ao.amoplefttype = oc.opcintype AND ao.amoprighttype = oc.opcintype AND ao.amopstrategy = 3
                   AND ao.amopmethod = oc.opcmethod
    JOIN pg_operator o ON o.oid = ao.amopopr
    JOIN pg_namespace on_ ON on_.oid = o.oprnamespace
    WHERE i.indrelid = $1::oid AND k.ord <= i.indnkeyatts AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL AND i.indexprs IS NULL
    GROUP BY i.indexrelid),
keys AS (
    SELECT json_agg(json_build_object('name', c.relname, 'primary', i.indisprimary, 'columns', k.doc)
               ORDER BY i.indisprimary DESC, i.indnkeyatts, c.relname) AS doc
    FROM pg_index i JOIN key_columns k ON k.indexrelid = i.indexrelid AND k.not_null JOIN pg_class c ON c.oid = i.indexrelid),
part AS (
    SELECT p.partstrat::text AS strategy, pg_get_partkeydef(p.partrelid) AS definition,
           (SELECT json_agg(coalesce(a.attname, '') ORDER BY k.ord) FROM unnest(p.partattrs::int2[]) WITH ORDINALITY k(attnum, ord)
            LEFT JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = k.attnum AND k.attnum > 0) AS columns
    FROM pg_partitioned_table p WHERE p.partrelid = $1::oid),
children AS ( -- with those whose detach is pending, and those without leaves: no other may overlap them
    SELECT json_agg(json_build_object('name', json_build_array(n.nspname, c.relname), 'boundText', pg_get_expr(c.relpartbound, c.oid)) ORDER BY c.oid) AS doc
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE i.inhparent = $1::oid AND c.relispartition),
refs AS (
    SELECT json_agg(json_build_object('name', k.conname, 'table', json_build_array(n.nspname, c.relname), 'onDelete', k.confdeltype::text)
               ORDER BY n.nspname, c.relname, k.conname) AS doc
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE k.contype = 'f' AND k.conparentid = 0 AND k.confrelid IN (SELECT oid FROM tree)),
fks AS (SELECT json_agg(k.conname ORDER BY k.conname) AS doc FROM pg_constraint k WHERE k.contype = 'f' AND k.conparentid = 0 AND k.conrelid IN (SELECT oid FROM tree)),
trg AS (
    SELECT json_agg(DISTINCT g.tgname) AS doc FROM pg_trigger g
    WHERE g.tgrelid IN (SELECT oid FROM tree) AND NOT g.tgisinternal AND g.tgenabled <> 'D' AND g.tgtype & 8 <> 0),
ins AS ( -- rows are changed, or swallowed, on their way in
    SELECT json_agg(DISTINCT g.tgname) AS doc FROM pg_trigger g
    WHERE g.tgrelid IN (SELECT oid FROM tree) AND NOT g.tgisinternal AND g.tgenabled <> 'D' AND g.tgtype & 7 = 7),
rul AS (
    SELECT json_agg(DISTINCT r.rulename) AS doc FROM pg_rewrite r
    WHERE r.ev_class IN (SELECT oid FROM tree) AND r.ev_type IN ('3', '4') AND r.ev_enabled <> 'D'),
pub AS (
    SELECT json_agg(DISTINCT p.pubname) AS doc FROM pg_publication p JOIN pg_publication_tables q ON q.pubname = p.pubname
    JOIN pg_namespace n ON n.nspname = q.schemaname JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = q.tablename
    WHERE p.pubdelete AND c.oid IN (SELECT oid FROM tree))
SELECT json_build_object(
    'name', json_build_array(t.nspname, t.relname), 'oid', t.oid::bigint, 'kind', t.relkind::text, 'owner', t.relowner::regrole::text,
    'permanent', t.relpersistence = 'p', 'isPartition', t.relispartition, 'rowSecurity', t.relrowsecurity, 'forceRowSecurity', t.relforcerowsecurity,
    'hasChildren', t.relkind = 'r' AND (SELECT count(*) > 1 FROM tree),
    'columns', cols.doc, 'keys', coalesce(keys.doc, '[]'),
    'partitionStrategy', coalesce((SELECT strategy FROM part), ''), 'partitionKey', coalesce((SELECT definition FROM part), ''),
    'partitionColumns', coalesce((SELECT columns FROM part), '[]'), 'partitions', coalesce(children.doc, '[]'),
    'references', coalesce(refs.doc, '[]'), 'foreignKeys', coalesce(fks.doc, '[]'), 'deleteTriggers', coalesce(trg.doc, '[]'), 'insertTriggers', coalesce(ins.doc, '[]'),
    'readers', coalesce((SELECT json_agg(DISTINCT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE x.grantee::regrole::text END) FROM aclexplode(t.relacl) x
                         WHERE x.privilege_type = 'SELECT' AND x.grantee <> t.relowner), '[]'),
    'rules', coalesce(rul.doc, '[]'), 'publications', coalesce(pub.doc, '[]'))::text AS definition
FROM t CROSS JOIN cols CROSS JOIN keys CROSS JOIN children CROSS JOIN refs CROSS JOIN fks CROSS JOIN trg CROSS JOIN ins CROSS JOIN rul CROSS JOIN pub
