-- id: catalog/cancel_backend
-- params: $1 integer pid
-- columns: sent boolean
-- locks: none
-- since: 14
SELECT pg_catalog.pg_cancel_backend($1) AS sent
