-- id: migration/row_security
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}
-- since: 14
ALTER TABLE {relation} {enabled} ROW LEVEL SECURITY, {forced} ROW LEVEL SECURITY
