-- id: migration/parse_sql
-- params: none
-- columns: none
-- locks: none
-- since: 14
DO {body_literal}
