-- id: demo/find_role
-- params: $1 text role
-- columns: found bool
-- locks: none
-- since: 14
SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS found
