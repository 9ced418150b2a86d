-- id: journal/list
-- params: none
-- columns: id text, table_schema text, table_name text, strategy text, state text, since text, runner text, heartbeat_age numeric, step text, done bigint, total bigint, lag_entries bigint, lag numeric, log_bytes bigint, way_back_deadline text, way_back text, attention text, last_error text, old_schema text, old_name text, guarded_keys text
-- locks: none
-- since: 14
SELECT s.id, s.table_schema, s.table_name, s.strategy, s.state, to_char(s.since, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS since, s.runner,
       extract(epoch FROM s.heartbeat_age) AS heartbeat_age, s.step, s.done, s.total, s.lag_entries, extract(epoch FROM s.lag) AS lag,
       s.log_bytes, to_char(s.way_back_deadline, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS way_back_deadline, s.way_back, s.attention, s.last_error,
       coalesce(m.plan::json -> 'old' ->> 0, '') AS old_schema, coalesce(m.plan::json -> 'old' ->> 1, '') AS old_name,
       coalesce((SELECT string_agg(i ->> 'name', E'\n') FROM json_array_elements(m.plan::json -> 'table' -> 'indexes') i
                  WHERE i ->> 'choice' = 'guard'), '') AS guarded_keys
FROM parterre.status s JOIN parterre.migration m USING (id) ORDER BY s.since DESC, s.id
