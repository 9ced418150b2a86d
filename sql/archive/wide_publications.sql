-- id: archive/wide_publications
-- params: $1 name of the schema of the archive
-- columns: name name
-- locks: none
-- since: 14
-- Publications that a table joins as soon as it is made.
SELECT p.pubname AS name FROM pg_publication p WHERE p.puballtables AND $1::name IS NOT NULL ORDER BY p.pubname
