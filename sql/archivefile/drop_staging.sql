-- id: archivefile/drop_staging
-- params: none
-- columns: none
-- locks: none
-- since: 14
DROP TABLE IF EXISTS {staging}
