-- id: migration/empty_target
-- params: none
-- columns: none
-- locks: ROW EXCLUSIVE on {target}
-- since: 14
DELETE FROM {target}
