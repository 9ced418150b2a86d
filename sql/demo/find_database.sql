-- id: demo/find_database
-- params: $1 name database
-- columns: found boolean
-- locks: none
-- since: 14
SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1) AS found
