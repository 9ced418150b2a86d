-- id: migration/validate_foreign_key
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {relation}; ROW SHARE on {referenced}
-- since: 14
ALTER TABLE {relation} VALIDATE CONSTRAINT {constraint}
