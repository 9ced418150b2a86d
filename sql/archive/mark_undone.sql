-- id: archive/mark_undone
-- params: $1 text id of the run, $2 text id of the run that undid it
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.archive_run SET details = details || jsonb_build_object('undone', $2::text) WHERE id = $1
