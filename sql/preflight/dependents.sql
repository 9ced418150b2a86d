-- id: preflight/dependents
-- params: $1 oid of the table
-- columns: kind text, object text, detail text
-- locks: none
-- since: 14
WITH t AS (SELECT c.*, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = $1::oid),
row_types AS (SELECT unnest(ARRAY[ty.oid, ty.typarray]) AS oid FROM pg_type ty WHERE ty.typrelid = $1::oid),
direct AS (
    SELECT DISTINCT d.classid, d.objid, min(d.objsubid) AS objsubid, bool_or(d.refclassid = 'pg_type'::regclass) AS by_type
    FROM pg_depend d
    WHERE ((d.refclassid = 'pg_class'::regclass AND d.refobjid = $1::oid)
           OR (d.refclassid = 'pg_type'::regclass AND d.refobjid IN (SELECT oid FROM row_types)))
      AND NOT (d.classid = 'pg_type'::regclass AND d.objid IN (SELECT oid FROM row_types))
      AND NOT (d.classid = 'pg_class'::regclass AND d.objid = $1::oid)
    GROUP BY d.classid, d.objid),
described AS (
    SELECT CASE
        WHEN d.classid = 'pg_attrdef'::regclass AND NOT d.by_type
             AND (SELECT adrelid FROM pg_attrdef x WHERE x.oid = d.objid) = $1::oid THEN NULL
        WHEN d.classid = 'pg_class'::regclass AND c.relkind IN ('i', 'I', 't', 'S') THEN NULL
        WHEN d.classid = 'pg_class'::regclass AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = d.objid AND i.inhparent = $1::oid)
             THEN 'inheritance'
        WHEN d.classid = 'pg_class'::regclass AND d.by_type THEN 'row-type'
        WHEN d.classid = 'pg_constraint'::regclass AND k.contype IN ('c', 'p', 'u', 'n') AND k.conrelid = $1::oid
             THEN CASE WHEN k.contype = 'n' AND NOT k.convalidated THEN 'not-null-not-valid' END
        WHEN d.classid = 'pg_constraint'::regclass AND k.contype = 't' THEN NULL
        WHEN d.classid = 'pg_constraint'::regclass AND k.contype = 'f' AND k.conrelid = $1::oid THEN NULL
        WHEN d.classid = 'pg_constraint'::regclass AND k.contype = 'f' THEN 'foreign-key-in'
        WHEN d.classid = 'pg_constraint'::regclass AND k.contype = 'x' THEN 'exclusion'
        WHEN d.classid = 'pg_trigger'::regclass AND g.tgrelid = $1::oid THEN NULL
        WHEN d.classid = 'pg_trigger'::regclass AND g.tgisinternal THEN NULL
        WHEN d.classid = 'pg_rewrite'::regclass AND v.relkind = 'v' AND r.rulename = '_RETURN' THEN NULL
        WHEN d.classid = 'pg_rewrite'::regclass AND v.relkind = 'm' THEN 'materialized-view'
        WHEN d.classid = 'pg_rewrite'::regclass AND v.relkind IN ('r', 'p', 'v') THEN NULL -- in the table's definition
        WHEN d.classid = 'pg_rewrite'::regclass THEN 'rule'
        WHEN d.classid = 'pg_policy'::regclass THEN NULL -- its own and other tables': in the table's definition
        WHEN d.classid = 'pg_publication_rel'::regclass THEN NULL
        WHEN d.classid = 'pg_statistic_ext'::regclass THEN NULL
        WHEN d.classid = 'pg_proc'::regclass AND d.by_type THEN 'row-type'
        WHEN d.classid = 'pg_proc'::regclass AND f.prosqlbody IS NOT NULL THEN NULL -- in the table's definition
        WHEN d.by_type THEN 'row-type'
        ELSE 'unknown' END AS kind,
        CASE WHEN v.relkind = 'm' THEN format('materialized view %s', v.oid::regclass) ELSE pg_describe_object(d.classid, d.objid, 0) END AS object,
        coalesce(pg_get_constraintdef(k.oid), '') AS detail
    FROM direct d
    LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
    LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
    LEFT JOIN pg_trigger g ON d.classid = 'pg_trigger'::regclass AND g.oid = d.objid
    LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
    LEFT JOIN pg_class v ON v.oid = r.ev_class
    LEFT JOIN pg_proc f ON d.classid = 'pg_proc'::regclass AND f.oid = d.objid)
SELECT kind, object, detail FROM described WHERE kind IS NOT NULL
UNION ALL
SELECT 'foreign-key-in', pg_describe_object('pg_constraint'::regclass, k.oid, 0), pg_get_constraintdef(k.oid)
FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid = $1::oid AND k.conrelid <> $1::oid
  AND NOT EXISTS (SELECT FROM direct d WHERE d.classid = 'pg_constraint'::regclass AND d.objid = k.oid)
UNION ALL
SELECT 'inheritance', i.inhparent::regclass::text, '' FROM pg_inherits i WHERE i.inhrelid = $1::oid
UNION ALL
SELECT DISTINCT 'view-groups-by-key', format('view %s', r.ev_class::regclass), k.conname::text
FROM pg_constraint k JOIN pg_depend d ON d.refclassid = 'pg_constraint'::regclass AND d.refobjid = k.oid AND d.classid = 'pg_rewrite'::regclass
JOIN pg_rewrite r ON r.oid = d.objid WHERE k.conrelid = $1::oid AND r.rulename = '_RETURN'
UNION ALL
SELECT DISTINCT 'names-key', pg_describe_object(d.classid, d.objid, 0), k.conname::text
FROM pg_constraint k JOIN pg_depend d ON d.refclassid = 'pg_constraint'::regclass AND d.refobjid = k.oid
LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
WHERE k.conrelid = $1::oid AND (d.classid IN ('pg_proc'::regclass, 'pg_policy'::regclass) OR r.rulename <> '_RETURN')
UNION ALL
SELECT 'extension', e.extname::text, '' FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
WHERE d.classid = 'pg_class'::regclass AND d.objid = $1::oid AND d.refclassid = 'pg_extension'::regclass
UNION ALL
SELECT 'security-label', format('sequence %s', s.objoid::regclass), s.label FROM pg_seclabel s
JOIN pg_depend d ON d.classid = s.classoid AND d.objid = s.objoid AND d.deptype = 'i' AND d.refclassid = 'pg_class'::regclass AND d.refobjid = $1::oid
WHERE s.classoid = 'pg_class'::regclass AND s.objoid <> $1::oid
UNION ALL
SELECT 'publication-scope', format('publication %s (FOR ALL TABLES or TABLES IN SCHEMA)', p.pubname), '' FROM pg_publication p CROSS JOIN t
WHERE p.puballtables
   OR EXISTS (SELECT FROM pg_depend d JOIN pg_depend s ON s.classid = d.classid AND s.objid = d.objid -- pg_publication_namespace: from 15 on
              WHERE d.classid = to_regclass('pg_catalog.pg_publication_namespace') AND d.refclassid = 'pg_publication'::regclass AND d.refobjid = p.oid
                AND s.refclassid = 'pg_namespace'::regclass AND s.refobjid = t.relnamespace)
UNION ALL
SELECT 'subscription', s.srsubid::text, '' FROM pg_subscription_rel s WHERE s.srrelid = $1::oid
UNION ALL
SELECT 'event-trigger', e.evtname::text, e.evtevent::text FROM pg_event_trigger e WHERE e.evtenabled <> 'D'
ORDER BY 1, 2
