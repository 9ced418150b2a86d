-- id: migration/application_sql
-- params: none
-- columns: none
-- locks: none
-- since: 14
{statement}
