-- id: migration/attach_default
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {shadow}; ACCESS EXCLUSIVE on {leaf}
-- since: 14
ALTER TABLE {shadow} ATTACH PARTITION {leaf} DEFAULT
