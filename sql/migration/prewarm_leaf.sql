-- id: migration/prewarm_leaf
-- params: none
-- columns: blocks numeric
-- locks: ACCESS SHARE on {leaf}
-- since: 14
SELECT sum({prewarm}(r.relation)) AS blocks
FROM (SELECT {leaf_literal}::regclass AS relation UNION ALL SELECT i.indexrelid::regclass FROM pg_index i WHERE i.indrelid = {leaf_literal}::regclass) r
