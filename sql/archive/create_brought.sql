-- id: archive/create_brought
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {archive}
-- since: 14
-- As create_restored; by the age the other server finds the rows again.
CREATE TABLE {restored} AS SELECT {key}, archived_at, {age} AS brought_age, 0::bigint AS hash0, 0::bigint AS hash1 FROM {archive} WITH NO DATA
