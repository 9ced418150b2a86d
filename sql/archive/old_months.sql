-- id: archive/old_months
-- params: $1 text the cutoff
-- columns: month text, rows bigint, from_age text, to_age text
-- locks: ACCESS SHARE on {leaf}
-- since: 14
-- What is older than every month stays.
SELECT /* parterre */ to_char(x.month, 'YYYY-MM') AS month, x.rows, x.month::{age_type}::text AS from_age, least((x.month + interval '1 month')::{age_type}, $1::{age_type})::text AS to_age
FROM (SELECT date_trunc('month', {age}::timestamp) AS month, count(*) AS rows FROM ONLY {leaf} WHERE {age} < $1::{age_type} AND {age} > '4713-02-01 BC' GROUP BY 1) x
ORDER BY x.month
