-- id: demo/create_role
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE
