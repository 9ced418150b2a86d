-- id: archive/prove_file
-- params: $1 bigint id, $2 bigint rows, $3 bigint bytes, $4 text least age, $5 text greatest age, $6 text SHA-256
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.archive_file
SET state = 'proved', rows = $2::bigint, bytes = $3::bigint, least_age = $4, greatest_age = $5, sha256 = $6, written_at = clock_timestamp()
WHERE id = $1::bigint AND state = 'writing'
