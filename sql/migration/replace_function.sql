-- id: migration/replace_function
-- params: none
-- columns: none
-- locks: ROW EXCLUSIVE on what it names
-- since: 14
-- Keeps its owner, rights and comment.
{definition}
