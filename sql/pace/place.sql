-- id: pace/place
-- params: $1 oid of the table
-- columns: tablespace name, directory text
-- locks: none
-- since: 14
-- Where the copy goes. The directory is that of the server's computer, empty where this role may not know it.
SELECT t.spcname AS tablespace,
       CASE WHEN t.spcname = 'pg_default' THEN coalesce((SELECT s.setting FROM pg_settings s WHERE s.name = 'data_directory'), '')
            ELSE pg_tablespace_location(t.oid) END AS directory
FROM pg_class c JOIN pg_database d ON d.datname = current_database()
JOIN pg_tablespace t ON t.oid = coalesce(nullif(c.reltablespace, 0), d.dattablespace)
WHERE c.oid = $1::oid
