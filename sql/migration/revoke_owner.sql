-- id: migration/revoke_owner
-- params: none
-- columns: none
-- locks: none
-- since: 14
REVOKE {privileges} ON TABLE {shadow} FROM {owner}
