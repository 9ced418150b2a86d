-- id: migration/our_leaves
-- params: $1 text[] partitions, $2 bigint their number
-- columns: require void
-- locks: none
-- since: 14
SELECT parterre.require(count(*) = $2::bigint, 'PT002', 'these are not the partitions that were made', 'A table of that name is not a partition of the copy; nothing is dropped.')
FROM pg_inherits i WHERE i.inhparent = to_regclass({relation_literal}) AND i.inhrelid = ANY ($1::text[]::regclass[])
