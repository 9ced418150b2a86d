-- id: migration/guarded_leaves
-- params: none
-- columns: leaf integer
-- locks: ACCESS SHARE on {guard}
-- since: 14
-- Each partition is entered in one transaction: one entry says that all are there.
SELECT DISTINCT width_bucket(g.{key}, {bounds}) AS leaf FROM {guard} g
