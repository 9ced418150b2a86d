-- id: migration/alter_policy
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}
-- since: 14
ALTER POLICY {policy} ON {relation}{using}{check}
