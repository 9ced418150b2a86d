-- id: plan/outside
-- params: $1 first bound, $2 last bound
-- columns: before bigint, after bigint, infinite bigint, nulls bigint
-- locks: ACCESS SHARE on {table}
-- since: 14
SELECT /* parterre */ count(*) FILTER (WHERE x.{key} < $1::{type}) AS before, count(*) FILTER (WHERE x.{key} >= $2::{type}) AS after, count(*) FILTER (WHERE NOT isfinite(x.{key})) AS infinite,
       count(*) FILTER (WHERE x.{key} IS NULL) AS nulls FROM ONLY {table} x
WHERE x.{key} < $1::{type} OR x.{key} >= $2::{type} OR x.{key} IS NULL
