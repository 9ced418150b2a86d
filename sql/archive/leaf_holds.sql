-- id: archive/leaf_holds
-- params: $1 oid of the parent, $2 oid of the leaf, $3 text bound
-- columns: require void
-- locks: none
-- since: 14
SELECT parterre.require(EXISTS (
    SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = $1::oid AND i.inhrelid = $2::oid AND NOT i.inhdetachpending AND pg_get_expr(c.relpartbound, c.oid) = $3),
    'PT002', 'the partition is not what it was when the run began')
