-- id: migration/analyzed
-- params: none
-- columns: analyzed boolean
-- locks: none
-- since: 14
SELECT c.reltuples >= 0 AS analyzed FROM pg_class c WHERE c.oid = {shadow_literal}::regclass
