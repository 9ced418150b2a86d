-- id: migration/enable_trigger_always
-- params: none
-- columns: none
-- locks: SHARE ROW EXCLUSIVE on {relation}
-- since: 14
ALTER TABLE {relation} ENABLE ALWAYS TRIGGER {trigger}
