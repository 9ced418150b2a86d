-- id: journal/take_over
-- params: $1 text id, $2 text goal, $3 integer epoch that is expected, or 0, $4 text who takes over, $5 text system identifier, $6 integer timeline
-- columns: epoch integer
-- locks: none
-- since: 14
-- The server is the journalled one, or was adopted: the next one need not be told again.
-- Whoever took over and never heard the answer may do it once more.
UPDATE parterre.migration SET epoch = epoch + 1, goal = $2, runner = $4, last_error = '', system_identifier = $5, timeline = $6::integer WHERE id = $1 AND ($3::integer IN (0, epoch) OR runner = $4) RETURNING epoch
