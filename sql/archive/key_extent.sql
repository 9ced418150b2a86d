-- id: archive/key_extent
-- params: $1 text the cutoff
-- columns: least text, greatest text, from_month text, to_month text
-- locks: ACCESS SHARE on {leaf}
-- since: 14
-- {months}: the months around the values, where the column has such.
SELECT /* parterre */ x.least::text AS least, x.greatest::text AS greatest, {months}
FROM (SELECT min({partition_column}) AS least, max({partition_column}) AS greatest FROM ONLY {leaf} WHERE {age} < $1::{age_type}) x
