-- id: archive/secure_leaf
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {archive_leaf}
-- since: 14
ALTER TABLE {archive_leaf} ENABLE ROW LEVEL SECURITY
