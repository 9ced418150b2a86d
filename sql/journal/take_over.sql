-- id: journal/take_over
-- params: $1 text id, $2 text goal, $3 integer epoch that is expected, or 0
-- columns: epoch integer
-- locks: none
-- since: 14
UPDATE parterre.migration SET epoch = epoch + 1, goal = $2, last_error = '' WHERE id = $1 AND $3::integer IN (0, epoch) RETURNING epoch
