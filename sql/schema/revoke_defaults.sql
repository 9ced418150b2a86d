-- id: schema/revoke_defaults
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- What default privileges gave away: plans and statements name tables, columns and sometimes values.
DO $revoke$
DECLARE
    given record;
BEGIN
    FOR given IN
        SELECT DISTINCT c.oid::regclass AS relation, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
               CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE x.grantee::regrole::text END AS grantee
        FROM pg_class c CROSS JOIN aclexplode(c.relacl) x
        WHERE c.relnamespace = 'parterre'::regnamespace AND c.relkind IN ('r', 'v', 'S') AND x.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON %s %s FROM %s', given.kind, given.relation, given.grantee);
    END LOOP;
END $revoke$
