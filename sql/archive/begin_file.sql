-- id: archive/begin_file
-- params: $1 text policy, $2 text run, $3 bigint oid of the leaf, $4 text schema of the leaf, $5 text leaf, $6 text age column, $7 text condition, $8 text host, $9 text folder, $10 text id of the folder, $11 text name
-- columns: id bigint
-- locks: none
-- since: 14
INSERT INTO parterre.archive_file (policy_id, run_id, leaf_oid, leaf_schema, leaf_name, age_column, condition, host, folder, folder_id, name)
VALUES ($1, $2, $3::bigint::oid, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id
