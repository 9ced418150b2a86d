-- id: schema/schema_exists
-- params: none
-- columns: present boolean, owner text, usable boolean, trusted boolean, may_create boolean, role text, database text
-- locks: none
-- since: 14
-- trusted: the schema's owner has the rights of the current role anyway, with which the functions there run.
SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'parterre' AND c.relname = 'schema_version') AS present,
       (SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'parterre') AS owner,
       coalesce((SELECT pg_has_role(current_user, nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'parterre'), true) AS usable,
       coalesce((SELECT pg_has_role(nspowner, current_user, 'MEMBER') FROM pg_namespace WHERE nspname = 'parterre'), true) AS trusted,
       has_database_privilege(current_user, current_database(), 'CREATE') AS may_create, quote_ident(current_user) AS role, quote_ident(current_database()) AS database
