-- id: migration/drop_guard
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {guard}
-- since: 14
-- Only what has our mark: somebody may have taken the names meanwhile.
DO $drop$
BEGIN
    IF EXISTS (SELECT FROM pg_proc p WHERE p.oid = to_regprocedure({guard_function_literal}) AND p.proowner = current_user::regrole AND obj_description(p.oid, 'pg_proc') = {guard_mark}) THEN
        DROP FUNCTION {guard_function}();
    END IF;
    IF EXISTS (SELECT FROM pg_class g WHERE g.oid = to_regclass({guard_literal}) AND g.relowner = current_user::regrole AND obj_description(g.oid, 'pg_class') = {guard_mark}) THEN
        DROP TABLE {guard};
    END IF;
END $drop$
