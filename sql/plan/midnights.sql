-- id: plan/midnights
-- params: $1 text[] days, $2 text time zone
-- columns: bounds text[]
-- locks: none
-- since: 14
SELECT array_agg(to_char((d.day::timestamp AT TIME ZONE $2) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || '+00' ORDER BY d.n) AS bounds
FROM unnest($1::text[]) WITH ORDINALITY d(day, n)
