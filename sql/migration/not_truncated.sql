-- id: migration/not_truncated
-- params: none
-- columns: require void
-- locks: none
-- since: 14
SELECT parterre.require(NOT EXISTS (SELECT FROM {round} r WHERE r.truncated), 'PT004', 'the table was truncated')
