-- id: migration/replace_rule
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}; ROW EXCLUSIVE on what it names
-- since: 14
-- Keeps its state and comment.
CREATE OR REPLACE RULE {definition}
