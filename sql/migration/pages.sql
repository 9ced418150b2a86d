-- id: migration/pages
-- params: none
-- columns: pages bigint
-- locks: ACCESS SHARE on {plain}
-- since: 14
SELECT pg_relation_size(to_regclass({plain_literal})) / current_setting('block_size')::bigint AS pages
