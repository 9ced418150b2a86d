-- id: archive/cutoff
-- params: $1 integer days
-- columns: moment text, day text
-- locks: none
-- since: 14
SELECT moment::text AS moment, moment::date::text AS day
FROM (SELECT date_trunc('day', now() AT TIME ZONE 'UTC') - make_interval(days => $1::integer) AS moment) m
