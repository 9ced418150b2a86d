-- id: migration/pages
-- params: none
-- columns: pages bigint
-- locks: none
-- since: 14
SELECT pg_relation_size(to_regclass({plain_literal})) / current_setting('block_size')::bigint AS pages
