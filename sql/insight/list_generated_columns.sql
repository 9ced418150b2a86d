-- id: insight/list_generated_columns
-- params: $1 name schema, $2 name table
-- columns: name text, type_name text, type text, modifier integer, is_array boolean, is_enum boolean, labels text[], not_null boolean, has_default boolean, from_server boolean
-- locks: none
-- since: 14
-- The columns of a table with their domains resolved; from_server: identity, generated, or filled from a sequence.
WITH RECURSIVE resolved AS (
    SELECT a.attrelid, a.attnum, a.atttypid AS type, a.atttypmod AS modifier, a.attnotnull AS not_null
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT r.attrelid, r.attnum, d.typbasetype, d.typtypmod, r.not_null OR d.typnotnull
      FROM resolved r
      JOIN pg_type d ON d.oid = r.type AND d.typtype = 'd'
)
SELECT a.attname::text AS name,
       e.typname::text AS type_name,
       format_type(a.atttypid, a.atttypmod) AS type,
       r.modifier,
       t.typcategory = 'A' AND t.typelem <> 0 AS is_array,
       e.typtype = 'e' AS is_enum,
       ARRAY(SELECT l.enumlabel::text FROM pg_enum l WHERE l.enumtypid = e.oid ORDER BY l.enumsortorder) AS labels,
       r.not_null,
       a.atthasdef OR d.typdefault IS NOT NULL AS has_default,
       a.attidentity <> '' OR a.attgenerated <> '' OR EXISTS (
           SELECT FROM pg_attrdef f
             JOIN pg_depend p ON p.classid = 'pg_attrdef'::regclass AND p.objid = f.oid AND p.refclassid = 'pg_class'::regclass
             JOIN pg_class s ON s.oid = p.refobjid AND s.relkind = 'S'
            WHERE f.adrelid = a.attrelid AND f.adnum = a.attnum) AS from_server
  FROM resolved r
  JOIN pg_attribute a ON a.attrelid = r.attrelid AND a.attnum = r.attnum
  JOIN pg_type d ON d.oid = a.atttypid
  JOIN pg_type t ON t.oid = r.type AND t.typtype <> 'd'
  JOIN pg_type e ON e.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
 ORDER BY r.attnum
