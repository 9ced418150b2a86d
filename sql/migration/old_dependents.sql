-- id: migration/old_dependents
-- params: none
-- columns: object text
-- locks: none
-- since: 14
SELECT pg_describe_object(d.classid, d.objid, 0) AS object FROM pg_depend d
WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = to_regclass({old_literal}) AND d.deptype = 'n'
