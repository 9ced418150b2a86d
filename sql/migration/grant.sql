-- id: migration/grant
-- params: none
-- columns: none
-- locks: none
-- locks@18: ACCESS SHARE on {shadow}
-- since: 14
GRANT {privilege} ON TABLE {shadow} TO {grantee}{option}
