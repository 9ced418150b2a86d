-- id: migration/matview_holds
-- params: $1 text version
-- columns: require void
-- locks: none
-- since: 14
-- Every REFRESH writes the row in pg_class anew.
SELECT parterre.require(c.xmin::text = $1, 'PT003', 'the materialized view was refreshed or changed this very moment')
FROM (SELECT) one LEFT JOIN pg_class c ON c.oid = to_regclass({view_literal})
