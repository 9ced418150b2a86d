-- id: migration/children
-- params: none
-- columns: children text
-- locks: none
-- since: 14
-- The partitions, and the clones of the reverse capture on them: a partition that was detached and came back has another.
SELECT coalesce(md5(string_agg(format('%s %s', i.inhrelid, g.oid), ',' ORDER BY i.inhrelid, g.oid)), '') AS children
FROM pg_inherits i LEFT JOIN pg_trigger g ON g.tgrelid = i.inhrelid AND g.tgfoid = to_regprocedure({function_literal}) AND g.tgparentid <> 0
WHERE i.inhparent = to_regclass({relation_literal}) AND NOT i.inhdetachpending
