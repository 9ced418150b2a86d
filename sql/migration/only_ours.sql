-- id: migration/only_ours
-- params: $1 text[] planned partitions
-- columns: require void
-- locks: none
-- since: 14
SELECT parterre.require(count(*) = 0, 'PT002', 'a table that is not of this migration is attached to the copy', coalesce(string_agg(i.inhrelid::regclass::text, ', '), '') || ': detach it first; it would be dropped with the copy.')
FROM pg_inherits i WHERE i.inhparent = to_regclass({relation_literal}) AND NOT i.inhrelid::regclass::text = ANY ($1::text[])
