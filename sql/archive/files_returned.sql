-- id: archive/files_returned
-- params: $1 text id of the run
-- columns: id bigint
-- locks: none
-- since: 14
-- The files whose rows a restore has brought back, as far as its undo can tell them from others still.
SELECT DISTINCT file_id AS id FROM parterre.archive_file_void WHERE restored_by = $1
