-- id: migration/readopt
-- params: $1 text id
-- columns: none
-- locks: none
-- since: 14
-- An upgrade gives the clones of triggers new oids, and a newer server prints the same definition in another way.
UPDATE parterre.migration SET shape = 'dressed', children = (SELECT q.children FROM ({children_query}) q) WHERE id = $1 AND state IN ('Switched', 'Watching') AND shape IS NOT NULL
