-- id: archive/require_empty
-- params: none
-- columns: require void
-- locks: ACCESS SHARE on {leaf}
-- since: 14
SELECT parterre.require(NOT EXISTS (SELECT FROM ONLY {leaf}), 'PT002', 'rows came into the partition')
