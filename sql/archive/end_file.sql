-- id: archive/end_file
-- params: $1 bigint id, $2 bigint rows that stayed in the table
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.archive_file SET state = 'done', stayed = $2::bigint WHERE id = $1::bigint
