-- id: migration/refill_target
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {source}; ROW EXCLUSIVE on {target}
-- since: 14
INSERT INTO {target} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM {source}
