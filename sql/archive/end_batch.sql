-- id: archive/end_batch
-- params: $1 text run, $2 text moment
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.archive_run SET details = details || jsonb_build_object('pending', (details->'pending') - $2::text) WHERE id = $1
