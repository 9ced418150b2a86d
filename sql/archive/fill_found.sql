-- id: archive/fill_found
-- params: $1 bigint limit, $2 text moment and $3 text key of the last row of the page before, or empty, $4 text when the file was written
-- columns: none
-- locks: none
-- since: 14
-- Of the rows of a file that are wanted, as many as a page can have. What a column that came later would hold, no file says.
INSERT INTO {found} ({shared}, archived_at)
SELECT {shared}, $4::timestamptz FROM {staging} f
WHERE $2::text = '' OR {age_place} < nullif($2::text, '')::{age_type} OR ({age_place} <= nullif($2::text, '')::{age_type} AND ROW({f_key})::text COLLATE "C" < $3)
ORDER BY {age_place} DESC, ROW({f_key})::text COLLATE "C" DESC LIMIT $1::bigint
