-- id: archive/index_archive
-- params: none
-- columns: none
-- locks: SHARE on {archive}
-- since: 14
CREATE INDEX ON {archive} ({age})
