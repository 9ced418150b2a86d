-- id: archive/revoke_defaults
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- Of the relation that was named before: default privileges must not show to others what the table does not.
DO $revoke$
DECLARE
    relation regclass := current_setting('parterre.relation');
    grantee text;
BEGIN
    FOR grantee IN
        SELECT DISTINCT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END
        FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) x WHERE c.oid = relation AND x.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON TABLE %s FROM %s', relation, grantee);
    END LOOP;
END $revoke$
