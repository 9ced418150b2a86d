-- id: migration/analyze_round
-- params: none
-- columns: none
-- locks: none
-- since: 14
ANALYZE {round}
