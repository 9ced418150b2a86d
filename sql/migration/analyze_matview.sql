-- id: migration/analyze_matview
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {view}
-- since: 14
ANALYZE {view}
