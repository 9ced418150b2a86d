-- id: archive/list_files
-- params: $1 text policy
-- columns: id bigint, run_id text, leaf_schema text, leaf_name text, host text, folder text, name text, state text, rows bigint, bytes bigint, least_age text, greatest_age text, sha256 text, stayed bigint, written_at text
-- locks: none
-- since: 14
SELECT id, run_id, leaf_schema, leaf_name, host, folder, name, state, rows, bytes, least_age, greatest_age, sha256, stayed, written_at::text AS written_at
FROM parterre.archive_file WHERE policy_id = $1 ORDER BY id
