-- id: migration/publish
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {relation}
-- since: 14
ALTER PUBLICATION {publication} ADD TABLE {relation}{columns}{filter}
