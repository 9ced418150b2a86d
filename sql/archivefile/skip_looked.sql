-- id: archivefile/skip_looked
-- params: $1 bigint number of the last row that was looked at
-- columns: none
-- locks: none
-- since: 14
DELETE FROM {staging} WHERE {place} <= $1::bigint
