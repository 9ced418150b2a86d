-- id: demo/find_role
-- params: $1 name role
-- columns: found boolean
-- locks: none
-- since: 14
SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS found
