-- id: journal/take_over
-- params: $1 text id, $2 text goal, $3 integer epoch that is expected, or 0, $4 text who takes over
-- columns: epoch integer
-- locks: none
-- since: 14
-- Whoever took over and never heard the answer may do it once more.
UPDATE parterre.migration SET epoch = epoch + 1, goal = $2, runner = $4, last_error = '' WHERE id = $1 AND ($3::integer IN (0, epoch) OR runner = $4) RETURNING epoch
