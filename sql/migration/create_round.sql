-- id: migration/create_round
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE TEMP TABLE IF NOT EXISTS {round} (truncated boolean NOT NULL, {log_definition}) ON COMMIT DELETE ROWS
