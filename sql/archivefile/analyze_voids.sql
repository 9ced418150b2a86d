-- id: archivefile/analyze_voids
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on parterre.archive_file_void
-- since: 14
-- What a restore has just put in is in no statistics yet, and a plan for a table of no rows reads it once for each row. Whoever does not own it
-- is told so, and goes on.
ANALYZE parterre.archive_file_void
