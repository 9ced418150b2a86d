-- id: migration/old_dependents
-- params: none
-- columns: object text, relation text
-- locks: none
-- since: 14
SELECT DISTINCT pg_describe_object(d.classid, d.objid, 0) AS object, coalesce(r.ev_class::regclass::text, '') AS relation
FROM pg_depend d LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = to_regclass({old_literal}) AND d.deptype = 'n'
  AND NOT (d.classid = 'pg_attrdef'::regclass AND d.objid IN (SELECT x.oid FROM pg_attrdef x WHERE x.adrelid = d.refobjid))
  AND NOT (d.classid = 'pg_constraint'::regclass AND d.objid IN (SELECT x.oid FROM pg_constraint x WHERE x.conrelid = d.refobjid))
  AND NOT (d.classid = 'pg_trigger'::regclass AND d.objid IN (SELECT x.oid FROM pg_trigger x WHERE x.tgrelid = d.refobjid))
  AND NOT (d.classid = 'pg_policy'::regclass AND d.objid IN (SELECT x.oid FROM pg_policy x WHERE x.polrelid = d.refobjid))
  AND NOT (d.classid = 'pg_rewrite'::regclass AND d.objid IN (SELECT x.oid FROM pg_rewrite x WHERE x.ev_class = d.refobjid))
