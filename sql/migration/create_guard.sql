-- id: migration/create_guard
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE TABLE {guard} ({guard_definition}){tablespace}
