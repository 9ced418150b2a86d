-- id: migration/create_policy
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}
-- since: 14
CREATE POLICY {policy} ON {relation} AS {kind} FOR {command} TO {roles}{using}{check}
