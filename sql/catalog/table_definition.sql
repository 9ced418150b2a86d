-- id: catalog/table_definition
-- params: $1 oid of the table, $2 text partition key column
-- columns: definition text (JSON), fingerprint text
-- locks: none
-- since: 14
WITH t AS (SELECT c.*, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = $1::oid),
-- What is bound to the table, or to its row type, by OID.
bound AS (
    SELECT DISTINCT d.classid, d.objid FROM pg_depend d
    WHERE (d.refclassid = 'pg_class'::regclass AND d.refobjid = $1::oid)
       OR (d.refclassid = 'pg_type'::regclass AND d.refobjid IN
           (SELECT unnest(ARRAY[ty.oid, ty.typarray]) FROM pg_type ty WHERE ty.typrelid = $1::oid))),
cols AS (
    SELECT json_agg(json_build_object(
               'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
               'identity', a.attidentity::text, 'generated', a.attgenerated::text,
               'comment', coalesce(col_description(a.attrelid, a.attnum), ''),
               'statisticsTarget', coalesce(nullif(a.attstattarget, -1), -1),
               'options', coalesce((SELECT json_agg(o ORDER BY o) FROM unnest(a.attoptions) o
                                    WHERE o LIKE 'n\_distinct=%' OR o LIKE 'n\_distinct\_inherited=%'), '[]'),
               'default', pg_get_expr(d.adbin, d.adrelid), 'collation', a.attcollation::regcollation::text,
               'storage', a.attstorage::text, 'compression', a.attcompression::text) ORDER BY a.attnum) AS doc
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped),
checks AS (
    SELECT json_agg(json_build_object(
               'name', conname, 'definition', pg_get_constraintdef(oid), 'validated', convalidated,
               'noInherit', connoinherit, 'comment', coalesce(obj_description(oid, 'pg_constraint'), '')) ORDER BY conname) AS doc
    FROM pg_constraint WHERE conrelid = $1::oid AND contype = 'c'),
key_columns AS (
    SELECT i.indexrelid, bool_and(coalesce(a.attnotnull, false)) AS not_null,
           json_agg(coalesce(a.attname, '') ORDER BY k.ord) AS names,
           json_agg(json_build_object(
               'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
               'equals', format('OPERATOR(%I.%s)', on_.nspname, o.oprname),
               'exact', on_.nspname = 'pg_catalog' OR o.oprleft = a.atttypid,
               'collation', CASE WHEN i.indcollation[k.ord - 1] <> 0 AND i.indcollation[k.ord - 1] <> ty.typcollation
                                 THEN format(' COLLATE %s', i.indcollation[k.ord - 1]::regcollation) ELSE '' END)
               ORDER BY k.ord) FILTER (WHERE a.attname IS NOT NULL AND o.oid IS NOT NULL) AS doc
    FROM pg_index i
    CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, ord)
    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum > 0
    LEFT JOIN pg_type ty ON ty.oid = a.atttypid
    LEFT JOIN pg_opclass oc ON oc.oid = i.indclass[k.ord - 1]
    LEFT JOIN pg_amop ao ON ao.amopfamily = oc.opcfamily AND ao.amoplefttype = oc.opcintype
                        AND ao.amoprighttype = oc.opcintype AND ao.amopstrategy = 3
                        AND ao.amopmethod = (SELECT oid FROM pg_am WHERE amname = 'btree')
    LEFT JOIN pg_operator o ON o.oid = ao.amopopr
    LEFT JOIN pg_namespace on_ ON on_.oid = o.oprnamespace
    WHERE i.indrelid = $1::oid AND k.ord <= i.indnkeyatts
    GROUP BY i.indexrelid),
idx AS (
    SELECT json_agg(json_build_object(
               'name', c.relname,
               'tail', substr(pg_get_indexdef(i.indexrelid), strpos(pg_get_indexdef(i.indexrelid), p.prefix) + length(p.prefix)),
               'constraint', coalesce(left(pg_get_constraintdef(con.oid), length(pg_get_constraintdef(con.oid)) - length(d.deferral))
                                      || coalesce(' WITH (' || array_to_string(c.reloptions, ', ') || ')', '') || d.deferral, ''),
               'tablespace', coalesce(sp.spcname, ''),
               'mayUseTablespace', sp.oid IS NULL OR has_tablespace_privilege(sp.oid, 'CREATE'),
               'unique', i.indisunique, 'primary', i.indisprimary, 'valid', i.indisvalid AND i.indisready,
               'immediate', i.indimmediate, 'partial', i.indpred IS NOT NULL, 'expressions', i.indexprs IS NOT NULL,
               'exclusion', i.indisexclusion, 'clustered', i.indisclustered, 'replicaIdentity', i.indisreplident,
               'columnTargets', coalesce((SELECT json_agg(json_build_object('column', s.attnum, 'target', s.attstattarget) ORDER BY s.attnum)
                                          FROM pg_attribute s WHERE s.attrelid = i.indexrelid AND coalesce(s.attstattarget, -1) >= 0), '[]'),
               'keyColumns', k.names, 'keyNotNull', k.not_null, 'key', coalesce(k.doc, '[]'),
               'comment', coalesce(obj_description(i.indexrelid, 'pg_class'), ''),
               'constraintComment', coalesce(obj_description(con.oid, 'pg_constraint'), ''))
               ORDER BY i.indisprimary DESC, c.relname) AS doc
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid
    JOIN key_columns k ON k.indexrelid = i.indexrelid
    CROSS JOIN t
    CROSS JOIN LATERAL (SELECT format('INDEX %I ON %s%I.%I USING ', c.relname, CASE t.relkind WHEN 'p' THEN 'ONLY ' ELSE '' END, t.nspname, t.relname) AS prefix) p
    LEFT JOIN pg_constraint con ON con.conindid = i.indexrelid AND con.conrelid = i.indrelid AND con.contype IN ('p', 'u', 'x')
    LEFT JOIN pg_tablespace sp ON sp.oid = c.reltablespace
    CROSS JOIN LATERAL (SELECT concat(CASE WHEN con.condeferrable THEN ' DEFERRABLE' END, CASE WHEN con.condeferred THEN ' INITIALLY DEFERRED' END) AS deferral) d
    WHERE i.indrelid = $1::oid),
pol AS (
    SELECT json_agg(json_build_object(
               'name', p.polname, 'permissive', p.polpermissive,
               'command', CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
               'roles', (SELECT json_agg(CASE WHEN r = 0 THEN 'PUBLIC' ELSE r::regrole::text END ORDER BY r::regrole::text) FROM unnest(p.polroles) r),
               'using', coalesce(pg_get_expr(p.polqual, p.polrelid), ''), 'check', coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''),
               'namesTable', concat(p.polqual::text, p.polwithcheck::text) ~ 'SUBLINK|:varattno 0 '
                             OR EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_policy'::regclass AND d.objid = p.oid AND d.deptype = 'n'
                                        AND d.refclassid = 'pg_class'::regclass AND d.refobjid = $1::oid AND d.refobjsubid = 0),
               'comment', coalesce(obj_description(p.oid, 'pg_policy'), '')) ORDER BY p.polname) AS doc
    FROM pg_policy p WHERE p.polrelid = $1::oid),
ext AS (
    SELECT json_agg(json_build_object(
               'name', json_build_array(n.nspname, s.stxname), 'owner', s.stxowner::regrole::text, 'columns', pg_get_statisticsobjdef_columns(s.oid),
               'kinds', coalesce((SELECT json_agg(CASE k WHEN 'd' THEN 'ndistinct' WHEN 'f' THEN 'dependencies' ELSE 'mcv' END ORDER BY k)
                                  FROM unnest(s.stxkind) k WHERE k IN ('d', 'f', 'm')), '[]'),
               'target', coalesce(nullif(s.stxstattarget, -1), -1),
               'mayReplace', pg_has_role(current_user, s.stxowner, 'USAGE') AND has_schema_privilege(n.oid, 'CREATE')
                             AND has_schema_privilege(s.stxowner, n.oid, 'CREATE'),
               'comment', coalesce(obj_description(s.oid, 'pg_statistic_ext'), '')) ORDER BY n.nspname, s.stxname) AS doc
    FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE s.stxrelid = $1::oid),
trg AS (
    SELECT json_agg(json_build_object(
               'name', g.tgname, 'definition', pg_get_triggerdef(g.oid), 'enabled', g.tgenabled::text,
               'row', (g.tgtype & 1) = 1, 'transitionTables', g.tgoldtable IS NOT NULL OR g.tgnewtable IS NOT NULL,
               'function', f.oid::regprocedure::text,
               'usesTableName', f.prosrc ~* '\mTG_(TABLE_NAME|RELNAME|RELID)\M',
               'setsKey', (g.tgtype & 3) = 3 AND strpos(lower(f.prosrc), lower('new.' || $2::text)) > 0,
               'comment', coalesce(obj_description(g.oid, 'pg_trigger'), '')) ORDER BY g.tgname) AS doc
    FROM pg_trigger g JOIN pg_proc f ON f.oid = g.tgfoid JOIN pg_namespace fn ON fn.oid = f.pronamespace
    WHERE g.tgrelid = $1::oid AND NOT g.tgisinternal AND fn.nspname <> 'parterre'),
vw AS (
    SELECT json_agg(json_build_object(
               'name', json_build_array(n.nspname, v.relname), 'query', rtrim(pg_get_viewdef(v.oid), ';'),
               'options', coalesce(to_json(v.reloptions), '[]'), 'owner', v.relowner::regrole::text,
               'mayReplace', pg_has_role(current_user, v.relowner, 'USAGE'),
               'usesRowType', EXISTS (SELECT FROM pg_attribute a JOIN t ON true JOIN pg_type ty ON ty.oid = t.reltype
                                      WHERE a.attrelid = v.oid AND a.atttypid IN (ty.oid, ty.typarray)))
               ORDER BY n.nspname, v.relname) AS doc
    FROM pg_class v JOIN pg_namespace n ON n.oid = v.relnamespace
    WHERE v.relkind = 'v' AND v.oid IN (
        SELECT r.ev_class FROM pg_depend p JOIN pg_rewrite r ON p.classid = 'pg_rewrite'::regclass AND p.objid = r.oid
        WHERE p.refclassid = 'pg_class'::regclass AND p.refobjid = $1::oid AND r.rulename = '_RETURN')),
fn AS (
    SELECT json_agg(json_build_object(
               'signature', p.oid::regprocedure::text, 'definition', btrim(pg_get_functiondef(p.oid), E' \n'),
               'owner', p.proowner::regrole::text,
               'mayReplace', pg_has_role(current_user, p.proowner, 'USAGE') AND has_schema_privilege(current_user, p.pronamespace, 'CREATE')
                             AND has_language_privilege(current_user, p.prolang, 'USAGE')
                             AND NOT EXISTS (SELECT FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]) || p.prorettype) y(oid)
                                             WHERE NOT has_type_privilege(current_user, y.oid, 'USAGE')),
               'special', EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid AND x.deptype = 'x')
                          OR NOT (SELECT o.rolsuper FROM pg_roles o WHERE o.rolname = current_user)
                             AND (p.proleakproof OR p.prosupport <> 0 OR EXISTS (
                                 SELECT FROM unnest(p.proconfig) s LEFT JOIN pg_settings g ON lower(g.name) = lower(split_part(s, '=', 1))
                                 WHERE coalesce(g.context <> 'user', strpos(split_part(s, '=', 1), '.') = 0))))
               ORDER BY p.oid::regprocedure::text) AS doc
    FROM pg_proc p JOIN bound b ON b.classid = 'pg_proc'::regclass AND b.objid = p.oid
    WHERE p.prosqlbody IS NOT NULL),
rl AS (
    SELECT json_agg(json_build_object(
               'name', r.rulename, 'relation', json_build_array(n.nspname, c.relname), 'kind', c.relkind::text,
               'own', c.oid = $1::oid, 'event', r.ev_type::text, 'definition', btrim(pg_get_ruledef(r.oid), '; '),
               'enabled', r.ev_enabled::text, 'owner', c.relowner::regrole::text,
               'mayReplace', pg_has_role(current_user, c.relowner, 'USAGE'),
               'comment', coalesce(obj_description(r.oid, 'pg_rewrite'), '')) ORDER BY n.nspname, c.relname, r.rulename) AS doc
    FROM pg_rewrite r JOIN bound b ON b.classid = 'pg_rewrite'::regclass AND b.objid = r.oid
    JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE r.rulename <> '_RETURN' AND c.relkind IN ('r', 'p', 'v')),
opol AS (
    SELECT json_agg(json_build_object(
               'name', p.polname, 'relation', json_build_array(n.nspname, c.relname),
               'using', coalesce(pg_get_expr(p.polqual, p.polrelid), ''), 'check', coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''),
               'owner', c.relowner::regrole::text, 'mayReplace', pg_has_role(current_user, c.relowner, 'USAGE'))
               ORDER BY n.nspname, c.relname, p.polname) AS doc
    FROM pg_policy p JOIN bound b ON b.classid = 'pg_policy'::regclass AND b.objid = p.oid
    JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE p.polrelid <> $1::oid),
seq AS (
    SELECT json_agg(json_build_object(
               'name', json_build_array(n.nspname, s.relname), 'column', a.attname, 'identity', d.deptype = 'i',
               'options', format('AS %s START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s %s',
                                 format_type(q.seqtypid, NULL), q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache,
                                 CASE WHEN q.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END),
               'increment', q.seqincrement, 'comment', coalesce(obj_description(s.oid, 'pg_class'), ''),
               'granted', EXISTS (SELECT FROM aclexplode(s.relacl) x WHERE x.grantee <> s.relowner),
               'dependents', d.deptype = 'i' AND EXISTS (SELECT FROM pg_depend o WHERE o.refclassid = 'pg_class'::regclass AND o.refobjid = s.oid
                                     AND NOT (o.classid = 'pg_attrdef'::regclass AND o.objid IN
                                              (SELECT x.oid FROM pg_attrdef x WHERE x.adrelid = $1::oid))
                                     AND o.deptype = 'n'))
               ORDER BY s.relname) AS doc
    FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_namespace n ON n.oid = s.relnamespace
    JOIN pg_sequence q ON q.seqrelid = s.oid
    JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = $1::oid AND d.deptype IN ('a', 'i')),
labels AS (
    SELECT json_agg(json_build_object('column', coalesce(a.attname, ''), 'provider', s.provider, 'label', s.label)
               ORDER BY s.objsubid, s.provider) AS doc
    FROM pg_seclabel s LEFT JOIN pg_attribute a ON a.attrelid = s.objoid AND a.attnum = s.objsubid AND s.objsubid <> 0
    WHERE s.objoid = $1::oid AND s.classoid = 'pg_class'::regclass),
acl AS (
    SELECT json_agg(json_build_object('privilege', g.privilege_type, 'column', g.attname, 'grantable', g.is_grantable,
                                      'grantee', CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END)
               ORDER BY g.attname, g.grantee::regrole::text, g.privilege_type) AS doc
    FROM (SELECT x.*, '' AS attname FROM t, aclexplode(t.relacl) x WHERE x.grantee <> t.relowner
          UNION ALL
          SELECT x.*, a.attname FROM t, pg_attribute a, aclexplode(a.attacl) x
          WHERE a.attrelid = t.oid AND a.attacl IS NOT NULL AND NOT a.attisdropped AND x.grantee <> t.relowner) g),
fk AS (
    SELECT json_agg(json_build_object(
               'name', k.conname, 'definition', regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', ''), 'validated', k.convalidated,
               'enforced', coalesce((to_jsonb(k)->>'conenforced')::boolean, true), 'referenced', json_build_array(n.nspname, r.relname),
               'toItself', r.oid = k.conrelid, 'toPartitioned', r.relkind = 'p',
               'setsKey', (k.confupdtype IN ('c', 'n', 'd') OR k.confdeltype IN ('n', 'd'))
                          AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attname = $2::text AND a.attnum = ANY (k.conkey)),
               'mayReference', has_schema_privilege(current_user, n.oid, 'USAGE')
                               AND (SELECT bool_and(has_column_privilege(current_user, r.oid, c.attnum, 'REFERENCES')) FROM unnest(k.confkey) c(attnum)),
               'comment', coalesce(obj_description(k.oid, 'pg_constraint'), '')) ORDER BY k.conname) AS doc
    FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace n ON n.oid = r.relnamespace
    WHERE k.conrelid = $1::oid AND k.contype = 'f' AND k.conparentid = 0),
pub AS (
    SELECT json_agg(json_build_object(
               'name', p.pubname, 'owner', p.pubowner::regrole::text, 'mayAlter', pg_has_role(current_user, p.pubowner, 'USAGE'),
               'viaRoot', p.pubviaroot, 'inserts', p.pubinsert, 'updates', p.pubupdate, 'deletes', p.pubdelete,
               -- From 15 on; the whole row as JSON has the columns that the server knows.
               'columns', coalesce((SELECT json_agg(a.attname ORDER BY a.attnum)
                                    FROM jsonb_array_elements_text(coalesce(nullif(to_jsonb(r)->'prattrs', 'null'), '[]')) c(attnum)
                                    JOIN pg_attribute a ON a.attrelid = r.prrelid AND a.attnum = c.attnum::smallint), '[]'),
               'filter', coalesce((SELECT to_jsonb(q)->>'rowfilter' FROM pg_publication_tables q
                                   WHERE q.pubname = p.pubname AND q.schemaname = t.nspname AND q.tablename = t.relname), ''))
               ORDER BY p.pubname) AS doc
    FROM t JOIN pg_publication_rel r ON r.prrelid = t.oid JOIN pg_publication p ON p.oid = r.prpubid),
defaults AS (
    SELECT json_agg(DISTINCT CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE x.grantee::regrole::text END) AS doc
    FROM t, pg_default_acl da, aclexplode(da.defaclacl) x
    WHERE da.defaclobjtype = 'r' AND da.defaclrole = t.relowner AND da.defaclnamespace IN (0, t.relnamespace) AND x.grantee <> t.relowner),
document AS (
    SELECT json_build_object(
        'name', json_build_array(t.nspname, t.relname), 'oid', t.oid::bigint, 'owner', t.relowner::regrole::text,
        'kind', t.relkind::text, 'persistence', t.relpersistence::text, 'accessMethod', coalesce(am.amname, ''),
        'tablespace', coalesce(sp.spcname, ''),
        'options', coalesce(to_json(t.reloptions), '[]'), 'toastOptions', coalesce(to_json(toast.reloptions), '[]'),
        'rowSecurity', t.relrowsecurity, 'forceRowSecurity', t.relforcerowsecurity, 'rowsFiltered', row_security_active(t.oid), 'isPartition', t.relispartition, 'typed', t.reloftype <> 0,
        'replicaIdentity', t.relreplident::text, 'comment', coalesce(obj_description(t.oid, 'pg_class'), ''),
        'ownerLacks', coalesce((SELECT json_agg(p) FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
                                WHERE t.relacl IS NOT NULL AND NOT EXISTS (SELECT FROM aclexplode(t.relacl) x
                                                                          WHERE x.grantee = t.relowner AND x.privilege_type = p)), '[]'),
        'columns', cols.doc, 'checks', coalesce(checks.doc, '[]'), 'indexes', coalesce(idx.doc, '[]'),
        'triggers', coalesce(trg.doc, '[]'), 'views', coalesce(vw.doc, '[]'), 'functions', coalesce(fn.doc, '[]'),
        'rules', coalesce(rl.doc, '[]'), 'outsidePolicies', coalesce(opol.doc, '[]'), 'sequences', coalesce(seq.doc, '[]'),
        'policies', coalesce(pol.doc, '[]'), 'statistics', coalesce(ext.doc, '[]'),
        'foreignKeys', coalesce(fk.doc, '[]'), 'publications', coalesce(pub.doc, '[]'),
        'labels', coalesce(labels.doc, '[]'),
        'grants', coalesce(acl.doc, '[]'), 'defaultGrantees', coalesce(defaults.doc, '[]'))::text AS doc
    FROM t CROSS JOIN cols CROSS JOIN checks CROSS JOIN idx CROSS JOIN trg CROSS JOIN vw CROSS JOIN fn CROSS JOIN rl CROSS JOIN opol
    CROSS JOIN seq CROSS JOIN acl CROSS JOIN defaults CROSS JOIN pol CROSS JOIN ext CROSS JOIN fk CROSS JOIN pub CROSS JOIN labels
    LEFT JOIN pg_am am ON am.oid = t.relam LEFT JOIN pg_tablespace sp ON sp.oid = t.reltablespace
    LEFT JOIN pg_class toast ON toast.oid = t.reltoastrelid)
SELECT doc AS definition, md5(doc) AS fingerprint FROM document
