-- id: archive/index_remote
-- params: none
-- columns: none
-- locks: SHARE on {remote}
-- since: 14
-- Likewise. Each batch is read back by its moment, a restore reads by age.
CREATE INDEX ON {remote} ({indexed})
