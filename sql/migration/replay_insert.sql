-- id: migration/replay_insert
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {source}; ROW EXCLUSIVE on {target}
-- since: 14
INSERT INTO {target} ({columns}) OVERRIDING SYSTEM VALUE SELECT {x_columns} FROM {source} x WHERE EXISTS (SELECT FROM {round} r WHERE {x_is_r})
