-- id: migration/revoke_function
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- From everybody: default privileges may have granted it to more than PUBLIC.
DO $revoke$
DECLARE
    grantee oid;
BEGIN
    FOR grantee IN SELECT DISTINCT a.grantee FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                   WHERE p.oid = {function_literal}::regprocedure AND a.grantee <> p.proowner
    LOOP
        EXECUTE 'REVOKE ALL ON FUNCTION ' || {function_literal} || ' FROM ' || CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END;
    END LOOP;
END $revoke$
