-- id: migration/create_trigger
-- params: none
-- columns: none
-- locks: SHARE ROW EXCLUSIVE on {relation}
-- since: 14
{definition}
