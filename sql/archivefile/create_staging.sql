-- id: archivefile/create_staging
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE TEMP TABLE {staging} ({definitions})
