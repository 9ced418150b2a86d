-- id: archive/minute_of_day
-- params: $1 text time zone or empty
-- columns: minute integer
-- locks: none
-- since: 14
SELECT (extract(hour FROM m.here) * 60 + extract(minute FROM m.here))::integer AS minute
FROM (SELECT now() AT TIME ZONE coalesce(nullif($1, ''), 'UTC') AS here) m
