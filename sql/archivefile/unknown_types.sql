-- id: archivefile/unknown_types
-- params: $1 text[] types, $2 text[] collations
-- columns: name text
-- locks: none
-- since: 14
-- Those that this database does not have. What is no name of a type at all is a syntax error, so nothing but names of
-- types and collations gets from a file's manifest into a statement.
SELECT t AS name FROM unnest($1::text[]) t WHERE to_regtype(t) IS NULL
UNION ALL
SELECT c FROM unnest($2::text[]) c WHERE to_regcollation(c) IS NULL
