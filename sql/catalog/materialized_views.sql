-- id: catalog/materialized_views
-- params: $1 oid of the table
-- columns: definitions text (JSON)
-- locks: ACCESS SHARE on what it names
-- since: 14
-- The materialized views that read the table themselves.
WITH v AS (
    SELECT c.*, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'm' AND c.oid IN (
        SELECT r.ev_class FROM pg_depend d JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
        WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = $1::oid))
SELECT coalesce(json_agg(json_build_object(
    'name', json_build_array(v.nspname, v.relname), 'oid', v.oid::bigint, 'query', rtrim(pg_get_viewdef(v.oid), '; '), 'owner', v.relowner::regrole::text,
    'accessMethod', (SELECT a.amname FROM pg_am a WHERE a.oid = v.relam), 'options', coalesce(to_json(v.reloptions), '[]'),
    'toastOptions', coalesce((SELECT to_json(t.reloptions) FROM pg_class t WHERE t.oid = v.reltoastrelid), '[]'),
    'tablespace', coalesce((SELECT s.spcname FROM pg_tablespace s WHERE s.oid = v.reltablespace), ''),
    'comment', coalesce(obj_description(v.oid, 'pg_class'), ''),
    'columns', (SELECT json_agg(json_build_object('name', a.attname, 'comment', coalesce(col_description(v.oid, a.attnum), '')) ORDER BY a.attnum)
                FROM pg_attribute a WHERE a.attrelid = v.oid AND a.attnum > 0),
    'indexes', coalesce((SELECT json_agg(json_build_object('name', c.relname, 'unique', i.indisunique,
                             'tail', substr(pg_get_indexdef(c.oid), strpos(pg_get_indexdef(c.oid), p.prefix) + length(p.prefix)),
                             'comment', coalesce(obj_description(c.oid, 'pg_class'), '')) ORDER BY c.relname)
                         FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                         CROSS JOIN LATERAL (SELECT format('INDEX %I ON %I.%I USING ', c.relname, v.nspname, v.relname) AS prefix) p
                         WHERE i.indrelid = v.oid), '[]'),
    'grants', coalesce((SELECT json_agg(json_build_object('privilege', g.privilege_type, 'column', g.attname, 'grantable', g.is_grantable,
                                            'grantee', CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END)
                                        ORDER BY g.attname, g.grantee::regrole::text, g.privilege_type)
                        FROM (SELECT x.*, '' AS attname FROM aclexplode(v.relacl) x
                              UNION ALL SELECT x.*, a.attname FROM pg_attribute a, aclexplode(a.attacl) x WHERE a.attrelid = v.oid AND a.attacl IS NOT NULL) g
                        WHERE g.grantee <> v.relowner), '[]'),
    'defaultGrantees', coalesce((SELECT json_agg(DISTINCT CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE x.grantee::regrole::text END)
                                 FROM pg_default_acl da, aclexplode(da.defaclacl) x
                                 WHERE da.defaclobjtype = 'r' AND da.defaclrole = v.relowner AND da.defaclnamespace IN (0, v.relnamespace)
                                   AND x.grantee <> v.relowner), '[]'),
    'dependents', coalesce((SELECT json_agg(DISTINCT pg_describe_object(d.classid, d.objid, 0)) FROM pg_depend d
                            WHERE ((d.refclassid = 'pg_class'::regclass AND d.refobjid = v.oid)
                                   OR (d.refclassid = 'pg_type'::regclass AND d.refobjid IN (SELECT unnest(ARRAY[y.oid, y.typarray]) FROM pg_type y WHERE y.typrelid = v.oid)))
                              AND NOT (d.classid = 'pg_rewrite'::regclass AND d.objid IN (SELECT r.oid FROM pg_rewrite r WHERE r.ev_class = v.oid))
                              AND NOT (d.classid = 'pg_class'::regclass AND d.objid IN (SELECT i.indexrelid FROM pg_index i WHERE i.indrelid = v.oid))
                              AND NOT (d.classid = 'pg_class'::regclass AND d.objid IN (v.oid, v.reltoastrelid))
                              AND d.classid <> 'pg_type'::regclass), '[]'),
    'mayMake', pg_has_role(current_user, v.relowner, 'USAGE') AND has_schema_privilege(v.relowner, v.relnamespace, 'CREATE')
               AND (v.reltablespace = 0 OR has_tablespace_privilege(v.relowner, v.reltablespace, 'CREATE')),
    -- What the new one would lack.
    'special', EXISTS (SELECT FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid WHERE a.attrelid = v.oid AND a.attnum > 0
                       AND (coalesce(a.attstattarget, -1) >= 0 OR a.attstorage <> y.typstorage OR a.attcompression <> ''
                            OR EXISTS (SELECT FROM unnest(a.attoptions) o WHERE o LIKE 'n\_distinct%')))
               OR EXISTS (SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = v.oid
                          AND (i.indisclustered OR NOT i.indisvalid OR c.reltablespace <> 0
                               OR EXISTS (SELECT FROM pg_attribute s WHERE s.attrelid = c.oid AND coalesce(s.attstattarget, -1) >= 0)))
               OR (v.relacl IS NOT NULL AND (SELECT count(*) FROM aclexplode(v.relacl) x WHERE x.grantee = v.relowner)
                                            < (SELECT count(*) FROM aclexplode(acldefault('r', v.relowner)) x))
               OR EXISTS (SELECT FROM pg_seclabel s WHERE s.objoid = v.oid AND s.classoid = 'pg_class'::regclass)
               OR EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = v.oid AND d.deptype IN ('e', 'x')))
    ORDER BY v.nspname, v.relname), '[]')::text AS definitions
FROM v
