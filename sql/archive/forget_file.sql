-- id: archive/forget_file
-- params: $1 bigint id
-- columns: none
-- locks: none
-- since: 14
-- Only what was never published.
DELETE FROM parterre.archive_file WHERE id = $1::bigint AND state = 'writing'
