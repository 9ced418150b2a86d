-- id: archive/count_left
-- params: $1 bigint id of the file, $2 bigint rows that leave, $3 bigint number of the last row that was looked at
-- columns: none
-- locks: none
-- since: 14
-- In the transaction in which they leave the table.
UPDATE parterre.archive_file SET left_rows = left_rows + $2::bigint, looked = greatest(looked, $3::bigint) WHERE id = $1::bigint
