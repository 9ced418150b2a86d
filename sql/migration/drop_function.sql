-- id: migration/drop_function
-- params: none
-- columns: none
-- locks: none
-- since: 14
DROP FUNCTION IF EXISTS {function}()
