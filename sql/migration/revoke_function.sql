-- id: migration/revoke_function
-- params: none
-- columns: none
-- locks: none
-- since: 14
REVOKE ALL ON FUNCTION {function}() FROM PUBLIC
