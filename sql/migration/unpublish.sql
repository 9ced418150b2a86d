-- id: migration/unpublish
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {relation}
-- since: 14
ALTER PUBLICATION {publication} DROP TABLE {relation}
