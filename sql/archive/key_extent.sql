-- id: archive/key_extent
-- params: $1 text the cutoff
-- columns: least text, greatest text
-- locks: ACCESS SHARE on {leaf}
-- since: 14
SELECT min({partition_column})::text AS least, max({partition_column})::text AS greatest FROM ONLY {leaf} WHERE {age} < $1::{age_type}
