-- id: archive/end_file
-- params: $1 bigint id
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.archive_file SET state = 'done' WHERE id = $1::bigint
