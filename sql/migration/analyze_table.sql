-- id: migration/analyze_table
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {table}
-- since: 14
ANALYZE (SKIP_LOCKED) {table}
