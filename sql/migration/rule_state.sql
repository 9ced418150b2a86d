-- id: migration/rule_state
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}
-- since: 14
ALTER TABLE {relation} {state} RULE {rule}
