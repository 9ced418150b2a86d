-- id: migration/vacuum_leaf
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {leaf}
-- since: 14
VACUUM (SKIP_LOCKED) {leaf}
