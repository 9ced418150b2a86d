-- id: migration/revoke_defaults
-- params: none
-- columns: none
-- locks: none
-- since: 14
REVOKE ALL ON TABLE {relations} FROM {grantees}
