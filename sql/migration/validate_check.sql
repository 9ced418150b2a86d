-- id: migration/validate_check
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {relation}
-- since: 14
ALTER TABLE {relation} VALIDATE CONSTRAINT {constraint}
