-- id: migration/grant
-- params: none
-- columns: none
-- locks: none
-- since: 14
GRANT {privilege} ON TABLE {shadow} TO {grantee}{option}
