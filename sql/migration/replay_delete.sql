-- id: migration/replay_delete
-- params: none
-- columns: none
-- locks: ROW EXCLUSIVE on {target}
-- since: 14
DELETE FROM {target} x USING {round} r WHERE {x_is_r}
