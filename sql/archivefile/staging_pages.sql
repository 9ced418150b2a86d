-- id: archivefile/staging_pages
-- params: none
-- columns: pages bigint
-- locks: none
-- since: 14
SELECT pg_relation_size({staging_literal}::regclass) / current_setting('block_size')::bigint AS pages
