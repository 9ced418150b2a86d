-- id: schema/add_leaf_sums
-- params: none
-- columns: none
-- locks: none
-- since: 14
ALTER TABLE parterre.leaf_check ADD COLUMN source_sum text NOT NULL DEFAULT '', ADD COLUMN target_sum text NOT NULL DEFAULT ''
