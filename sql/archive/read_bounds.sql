-- id: archive/read_bounds
-- params: $1 text the first moment, $2 text the moment behind the last, each may be empty
-- columns: least text, greatest text, empty boolean
-- locks: none
-- since: 14
-- Each is read, also where the other is not given.
SELECT b.least::text AS least, b.greatest::text AS greatest, b.least >= b.greatest AS empty
FROM (SELECT nullif($1::text, '')::{age_type} AS least, nullif($2::text, '')::{age_type} AS greatest) b
