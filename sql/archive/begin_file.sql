-- id: archive/begin_file
-- params: $1 text policy, $2 text run, $3 bigint oid of the table, $4 text schema of the leaf, $5 text leaf, $6 text host, $7 text folder, $8 text name
-- columns: id bigint
-- locks: none
-- since: 14
INSERT INTO parterre.archive_file (policy_id, run_id, table_oid, leaf_schema, leaf_name, host, folder, name)
VALUES ($1, $2, $3::bigint::oid, $4, $5, $6, $7, $8) RETURNING id
