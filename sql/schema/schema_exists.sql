-- id: schema/schema_exists
-- params: none
-- columns: present boolean, owner text, usable boolean, may_create boolean
-- locks: none
-- since: 14
SELECT to_regclass('parterre.schema_version') IS NOT NULL AS present,
       (SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'parterre') AS owner,
       coalesce((SELECT pg_has_role(current_user, nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'parterre'), true) AS usable,
       has_database_privilege(current_user, current_database(), 'CREATE') AS may_create
