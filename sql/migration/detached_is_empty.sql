-- id: migration/detached_is_empty
-- params: none
-- columns: require void
-- locks: ACCESS SHARE on {leaf}
-- since: 14
SELECT parterre.require(NOT EXISTS (SELECT FROM {leaf}), 'PT003', 'the default partition is not empty')
