-- id: insight/sample_keys
-- params: $1 bigint limit
-- columns: {columns}
-- locks: ACCESS SHARE on {table}
-- since: 14
SELECT /* parterre */ {columns} FROM {table} ORDER BY {columns} LIMIT $1
