-- id: migration/drop_shadow
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {shadow}
-- since: 14
DROP TABLE IF EXISTS {shadow}
