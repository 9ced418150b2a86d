-- id: journal/take_over
-- params: $1 text id, $2 text goal
-- columns: epoch integer
-- locks: none
-- since: 14
UPDATE parterre.migration SET epoch = epoch + 1, goal = $2, last_error = '' WHERE id = $1 RETURNING epoch
