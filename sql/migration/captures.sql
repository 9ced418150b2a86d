-- id: migration/captures
-- params: none
-- columns: triggers bigint
-- locks: none
-- since: 14
-- Of this migration: a later one of the same table has triggers of the same names.
SELECT count(*) AS triggers FROM pg_trigger g
WHERE g.tgrelid = to_regclass({relation_literal}) AND g.tgfoid = to_regprocedure({function_literal}) AND g.tgparentid = 0
