-- id: migration/replace_rule
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}
-- since: 14
-- Keeps its state and comment.
CREATE OR REPLACE RULE {definition}
