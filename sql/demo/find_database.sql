-- id: demo/find_database
-- params: $1 text database
-- columns: found bool
-- locks: none
-- since: 14
SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1) AS found
