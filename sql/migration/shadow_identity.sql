-- id: migration/shadow_identity
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {shadow}
-- since: 14
ALTER TABLE {shadow} ALTER COLUMN {column} ADD GENERATED {when} AS IDENTITY (SEQUENCE NAME {sequence} {options})
