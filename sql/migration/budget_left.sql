-- id: migration/budget_left
-- params: none
-- columns: require void, set_config text
-- locks: none
-- since: 14
SELECT parterre.require(now_left.ms > 0, '57014', 'the switch takes longer than its budget'), set_config('statement_timeout', greatest(now_left.ms, 1)::integer::text, true)
FROM (SELECT extract(epoch FROM current_setting('parterre.budget')::interval - (clock_timestamp() - current_setting('parterre.locked_at')::timestamptz)) * 1000 AS ms) now_left
