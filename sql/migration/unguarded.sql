-- id: migration/unguarded
-- params: none
-- columns: relation text
-- locks: none
-- since: 14
-- The table on which a trigger of the guard is missing or does not always fire; or else the partitions of it.
WITH tree AS (SELECT to_regclass({table_literal})::oid AS oid, true AS root UNION ALL SELECT i.inhrelid, false FROM pg_inherits i WHERE i.inhparent = to_regclass({table_literal})),
unguarded AS (
    SELECT r.oid, r.root FROM tree r
    WHERE to_regclass({guard_literal}) IS NULL
       OR (SELECT count(*) FROM pg_trigger g WHERE g.tgrelid = r.oid AND g.tgfoid = to_regprocedure({guard_function_literal}) AND g.tgenabled = 'A') <> 2)
SELECT u.oid::regclass::text AS relation FROM unguarded u WHERE u.root OR NOT EXISTS (SELECT FROM unguarded r WHERE r.root) ORDER BY 1
