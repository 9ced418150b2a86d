-- id: archivefile/create_staging
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- {place}: the number of the row in the file.
CREATE TEMP TABLE {staging} ({definitions}, {place} bigint GENERATED ALWAYS AS IDENTITY)
