-- id: migration/default_rows
-- params: none
-- columns: occupied boolean
-- locks: ACCESS SHARE on {leaf}
-- since: 14
SELECT EXISTS (SELECT FROM {leaf}) AS occupied
