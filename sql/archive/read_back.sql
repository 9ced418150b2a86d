-- id: archive/read_back
-- params: $1 text run, $2 integer epoch
-- columns: arrived bigint, require void, archive_progress void
-- locks: ACCESS SHARE on {archive}
-- since: 14
-- In the transaction that sent the rows: what the other server has of them now, before either side commits.
WITH s AS MATERIALIZED (SELECT current_setting('parterre.sent')::jsonb AS sent),
b AS (
    SELECT count(*) AS arrived, coalesce(sum(hashtextextended(ROW({a_columns})::text, 0)), 0) AS sum0, coalesce(sum(hashtextextended(ROW({a_columns})::text, 1)), 0) AS sum1
    FROM {archive} a{among}
    WHERE a.archived_at >= (SELECT (sent->>'first')::timestamptz FROM s) AND a.archived_at <= (SELECT (sent->>'last')::timestamptz FROM s)
      AND a.{age} >= (SELECT (sent->>'least')::{age_type} FROM s) AND a.{age} <= (SELECT (sent->>'greatest')::{age_type} FROM s))
SELECT b.arrived,
       parterre.require(ROW(b.arrived, b.sum0, b.sum1)::text = sent->>'digest', 'PT002', 'the rows that the other server has are not those that were sent',
                        format('%s were sent and %s are there. Nothing was moved. A trigger, a rule or a type of the table there changes rows.', sent->>'rows', b.arrived)),
       parterre.archive_progress($1, $2::integer, (sent->>'rows')::bigint, b.arrived, (sent->>'bytes')::bigint, 0)
FROM b CROSS JOIN s
