-- id: archive/mark_pending
-- params: $1 text run
-- columns: synchronous text
-- locks: none
-- since: 14
-- On disk, and on synchronous standbys, before the other server commits what belongs to it.
UPDATE parterre.archive_run SET details = details || '{"pending": true}' WHERE id = $1
RETURNING set_config('synchronous_commit', 'on', true) AS synchronous
