-- id: archive/count_leaf
-- params: $1 text run, $2 integer epoch, $3 bigint rows, $4 bigint bytes
-- columns: archive_progress void
-- locks: none
-- since: 14
SELECT parterre.archive_progress($1, $2::integer, $3::bigint, $3::bigint, $4::bigint, 1)
