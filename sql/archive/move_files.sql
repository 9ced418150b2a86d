-- id: archive/move_files
-- params: $1 text policy, $2 text id of the folder, $3 text folder, $4 text machine
-- columns: none
-- locks: none
-- since: 14
-- The folder is known by its id: its files are where it is now.
UPDATE parterre.archive_file SET folder = $3, host = $4 WHERE policy_id = $1 AND folder_id = $2 AND folder <> $3
