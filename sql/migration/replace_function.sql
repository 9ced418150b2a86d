-- id: migration/replace_function
-- params: none
-- columns: none
-- locks: ACCESS SHARE or ROW EXCLUSIVE on what its body reads and writes
-- since: 14
-- Keeps its owner, rights and comment.
{definition}
