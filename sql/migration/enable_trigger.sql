-- id: migration/enable_trigger
-- params: none
-- columns: none
-- locks: SHARE ROW EXCLUSIVE on {relation}, each partition of {relation}
-- since: 14
ALTER TABLE {relation} ENABLE {mode}TRIGGER {trigger}
