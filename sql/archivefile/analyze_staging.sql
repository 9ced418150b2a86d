-- id: archivefile/analyze_staging
-- params: none
-- columns: none
-- locks: none
-- since: 14
ANALYZE {staging}
