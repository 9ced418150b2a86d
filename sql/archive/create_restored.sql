-- id: archive/create_restored
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {archive}
-- since: 14
CREATE TABLE {restored} AS SELECT {key}, archived_at, 0::bigint AS hash0, 0::bigint AS hash1 FROM {archive} WITH NO DATA
