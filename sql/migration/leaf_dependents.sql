-- id: migration/leaf_dependents
-- params: none
-- columns: object text
-- locks: none
-- since: 14
WITH leaf AS (SELECT i.inhrelid AS oid FROM pg_inherits i WHERE i.inhparent = to_regclass({table_literal}))
SELECT DISTINCT pg_describe_object(d.classid, d.objid, 0) AS object FROM pg_depend d JOIN leaf ON leaf.oid = d.refobjid
WHERE d.refclassid = 'pg_class'::regclass AND d.classid IN ('pg_rewrite'::regclass, 'pg_publication_rel'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass, 'pg_statistic_ext'::regclass)
  AND NOT (d.classid = 'pg_statistic_ext'::regclass AND EXISTS ( -- the same as the table has
      SELECT FROM pg_statistic_ext s JOIN pg_statistic_ext t ON t.stxrelid = to_regclass({table_literal}) WHERE s.oid = d.objid
      AND pg_get_statisticsobjdef_columns(s.oid) = pg_get_statisticsobjdef_columns(t.oid) AND s.stxkind = t.stxkind))
UNION ALL
SELECT pg_describe_object('pg_constraint'::regclass, k.oid, 0) FROM pg_constraint k
WHERE k.contype = 'f' AND k.conparentid = 0
  AND ((k.conrelid IN (SELECT oid FROM leaf) AND NOT k.conname = ANY ({foreign_keys})) OR k.confrelid IN (SELECT oid FROM leaf))
