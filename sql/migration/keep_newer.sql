-- id: migration/keep_newer
-- params: none
-- columns: kept bigint
-- locks: ACCESS SHARE on {newer}
-- since: 14
-- A late write of a row that was also written under the table's name meanwhile: the application's row stays. The log
-- {newer} still holds its key, and brings it to the other side.
WITH kept AS (DELETE FROM {round} r USING {newer} l WHERE {l_is_r} RETURNING r.truncated)
SELECT count(*) AS kept FROM kept
