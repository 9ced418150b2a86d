-- id: migration/disable_trigger
-- params: none
-- columns: none
-- locks: SHARE ROW EXCLUSIVE on {relation}, each partition of {relation}
-- since: 14
ALTER TABLE {relation} DISABLE TRIGGER {trigger}
