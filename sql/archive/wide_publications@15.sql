-- id: archive/wide_publications
-- params: $1 name of the schema of the archive
-- columns: name name
-- locks: none
-- since: 15
-- Publications that a table joins as soon as it is made.
SELECT p.pubname AS name FROM pg_publication p
WHERE p.puballtables
   OR EXISTS (SELECT FROM pg_publication_namespace n JOIN pg_namespace s ON s.oid = n.pnnspid WHERE n.pnpubid = p.oid AND s.nspname IN ($1::name, 'parterre'))
ORDER BY p.pubname
