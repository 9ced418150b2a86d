-- id: plan/hashable
-- params: none
-- columns: hash_record_extended bigint
-- locks: none
-- since: 14
SELECT hash_record_extended(ROW(NULL::{type}), 0)
