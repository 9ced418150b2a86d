-- id: archive/secure_archive
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {archive}
-- since: 14
ALTER TABLE {archive} ENABLE ROW LEVEL SECURITY
