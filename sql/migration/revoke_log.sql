-- id: migration/revoke_log
-- params: none
-- columns: none
-- locks: none
-- since: 14
REVOKE ALL ON TABLE {log}, {rlog} FROM PUBLIC{grantees}
