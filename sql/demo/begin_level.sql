-- id: demo/begin_level
-- params: none
-- columns: none
-- locks: none
-- since: 14
BEGIN ISOLATION LEVEL {level}
