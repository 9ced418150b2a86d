-- id: archive/validate_check
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {leaf}
-- since: 14
ALTER TABLE {leaf} VALIDATE CONSTRAINT {check_name}
