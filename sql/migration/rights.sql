-- id: migration/rights
-- params: none
-- columns: digest text
-- locks: none
-- since: 14
SELECT md5(concat_ws('|', c.relacl::text, (SELECT string_agg(a.attacl::text, ',' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL),
                       (SELECT string_agg(d.objid::text, ',' ORDER BY d.classid, d.objid, d.objsubid, d.refobjsubid) FROM pg_depend d WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid
                           AND NOT EXISTS (SELECT FROM pg_constraint k WHERE d.classid = 'pg_constraint'::regclass AND k.oid = d.objid AND k.contype = 'f')),
                       -- A function, rule or policy that was made again keeps its oid, but not its row.
                       (SELECT string_agg(CASE d.classid WHEN 'pg_proc'::regclass THEN (SELECT p.xmin FROM pg_proc p WHERE p.oid = d.objid)
                                                         WHEN 'pg_rewrite'::regclass THEN (SELECT r.xmin FROM pg_rewrite r WHERE r.oid = d.objid)
                                                         WHEN 'pg_policy'::regclass THEN (SELECT l.xmin FROM pg_policy l WHERE l.oid = d.objid) END::text,
                                          ',' ORDER BY d.classid, d.objid, d.objsubid, d.refobjsubid)
                        FROM pg_depend d WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid))) AS digest
FROM pg_class c WHERE c.oid = {table_literal}::regclass
