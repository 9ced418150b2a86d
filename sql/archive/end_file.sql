-- id: archive/end_file
-- params: $1 bigint id, $2 bigint rows that stayed in the table
-- columns: gone bigint
-- locks: none
-- since: 14
-- gone: rows of the file that somebody else has deleted before they could leave.
UPDATE parterre.archive_file SET state = 'done', stayed = $2::bigint WHERE id = $1::bigint RETURNING greatest(0, rows - left_rows - $2::bigint) AS gone
