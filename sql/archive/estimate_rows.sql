-- id: archive/estimate_rows
-- params: $1 text the cutoff
-- columns: QUERY PLAN json
-- locks: ACCESS SHARE on {leaf}
-- since: 14
EXPLAIN (FORMAT JSON) SELECT FROM ONLY {leaf} WHERE {age} < $1::{age_type}
