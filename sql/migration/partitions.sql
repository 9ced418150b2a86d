-- id: migration/partitions
-- params: none
-- columns: ours bigint, others bigint
-- locks: none
-- since: 14
SELECT count(*) FILTER (WHERE g.oid IS NOT NULL) AS ours, count(*) FILTER (WHERE g.oid IS NULL) AS others
FROM pg_inherits i LEFT JOIN pg_trigger g ON g.tgrelid = i.inhrelid AND g.tgfoid = to_regprocedure({function_literal}) AND g.tgparentid = 0 AND (g.tgtype & 32) <> 0
WHERE i.inhparent = to_regclass({table_literal}) AND NOT i.inhdetachpending
