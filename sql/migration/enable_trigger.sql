-- id: migration/enable_trigger
-- params: none
-- columns: none
-- locks: SHARE ROW EXCLUSIVE on {relation}
-- since: 14
ALTER TABLE {relation} ENABLE {mode}TRIGGER {trigger}
