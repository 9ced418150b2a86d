-- id: archive/count_moved
-- params: $1 text run, $2 integer epoch, $3 bigint rows, $4 bigint bytes, $5 integer leaves that moved as a whole
-- columns: archive_progress void
-- locks: none
-- since: 14
SELECT parterre.archive_progress($1, $2::integer, $3::bigint, $3::bigint, $4::bigint, $5::integer)
