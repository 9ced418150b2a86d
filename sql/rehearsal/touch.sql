-- id: rehearsal/touch
-- params: {x_is_key}: $1… the key
-- columns: none
-- locks: ROW EXCLUSIVE on {relation}
-- since: 14
UPDATE {relation} x SET {touched} = x.{touched} WHERE {x_is_key}
