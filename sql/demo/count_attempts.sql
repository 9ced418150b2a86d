-- id: demo/count_attempts
-- params: $1 text migration
-- columns: attempts bigint
-- locks: none
-- since: 14
-- How often the statements of a switch were sent under the lock, in both directions, since the journal began.
SELECT coalesce(sum(runs), 0)::bigint AS attempts
  FROM parterre.journal
 WHERE migration_id = $1 AND statement_id = 'migration/switch_limits'
