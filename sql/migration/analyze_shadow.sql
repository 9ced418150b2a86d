-- id: migration/analyze_shadow
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {shadow}
-- since: 14
ANALYZE (SKIP_LOCKED) {shadow}
