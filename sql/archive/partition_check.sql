-- id: archive/partition_check
-- params: $1 oid of the leaf
-- columns: definition text
-- locks: ACCESS SHARE on the leaf
-- since: 14
SELECT pg_get_partition_constraintdef($1::oid) AS definition
