-- id: insight/find_value
-- params: $1 {type} value
-- columns: taken bool
-- locks: ACCESS SHARE on {table}
-- since: 14
SELECT /* parterre */ EXISTS (SELECT FROM {table} WHERE {column} = $1::{type}) AS taken
