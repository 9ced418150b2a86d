-- id: migration/matview_state
-- params: none
-- columns: current boolean, twin boolean, kept boolean, populated boolean, version text
-- locks: none
-- since: 14
WITH reads AS (SELECT r.ev_class, d.refobjid FROM pg_depend d JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
               WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid IN (to_regclass({table_literal}), to_regclass({shadow_literal}), to_regclass({old_literal})) AND r.rulename = '_RETURN')
SELECT EXISTS (SELECT FROM reads x WHERE x.ev_class = to_regclass({view_literal}) AND x.refobjid = to_regclass({table_literal})) AS current,
       EXISTS (SELECT FROM reads x WHERE x.ev_class = to_regclass({view_new_literal})) AS twin,
       EXISTS (SELECT FROM reads x WHERE x.ev_class = to_regclass({view_old_literal})) AS kept,
       coalesce((SELECT c.relispopulated FROM pg_class c WHERE c.oid = to_regclass({view_literal})), false) AS populated,
       coalesce((SELECT c.xmin::text FROM pg_class c WHERE c.oid = to_regclass({view_literal})), '') AS version
