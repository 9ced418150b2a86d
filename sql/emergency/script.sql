-- id: emergency/script
-- params: none
-- columns: emergency_stop text
-- locks: ACCESS EXCLUSIVE on the table for some milliseconds, tried again and again with a 150 ms timeout
-- since: 14
\set ON_ERROR_STOP on
\echo 'Removing every hook of migration {id} from {table}. Writes of the application go on.'
SET ROLE {owner};
SELECT parterre.emergency_stop({id_literal});
\echo 'Done. SELECT * FROM parterre.status shows what that closed.'
