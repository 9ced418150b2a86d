-- id: archive/list_files
-- params: $1 text policy
-- columns: id bigint, run_id text, leaf_oid bigint, leaf_schema text, leaf_name text, age_column text, condition text, host text, folder text, folder_id text, name text, state text, rows bigint, bytes bigint, least_age text, greatest_age text, sha256 text, looked bigint, left_rows bigint, held bigint, written_at text
-- locks: none
-- since: 14
-- held: rows that the file stands for.
SELECT id, run_id, leaf_oid::bigint AS leaf_oid, leaf_schema, leaf_name, age_column, condition, host, folder, folder_id, name, state, rows, bytes, least_age, greatest_age, sha256, looked, left_rows,
       looked - (SELECT count(*) FROM parterre.archive_file_void v WHERE v.file_id = f.id) AS held, written_at::text AS written_at
FROM parterre.archive_file f WHERE policy_id = $1 ORDER BY id
