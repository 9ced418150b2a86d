-- id: archivefile/booked
-- params: $1 text SHA-256 of the file of rows, $2 oid of the table
-- columns: policy_id text, name text
-- locks: none
-- since: 14
-- Whether a policy of this table, or of the table that it is a partition of, has written this file.
SELECT policy_id, name FROM parterre.archive_file WHERE sha256 = $1 AND ($2::oid = leaf_oid OR $2::oid = to_regclass(policy_id)) LIMIT 1
