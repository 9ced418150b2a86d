-- id: schema/create_schema
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE SCHEMA IF NOT EXISTS parterre
