-- id: schema/create_status
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE VIEW parterre.status AS
SELECT m.id, m.table_schema, m.table_name, m.strategy, m.state, m.since, m.epoch,
       h.runner, h.at AS heartbeat_at, now() - h.at AS heartbeat_age, h.step, h.done, h.total, w.entries AS lag_entries,
       CASE WHEN w.entries > 0 THEN now() - h.replayed_at ELSE interval '0' END AS lag,
       coalesce(pg_total_relation_size(to_regclass(format('parterre.%I', 'log_' || m.id))), 0)
       + coalesce(pg_total_relation_size(to_regclass(format('parterre.%I', 'rlog_' || m.id))), 0) AS log_bytes,
       m.log_hard_bytes,
       CASE WHEN m.state NOT IN ('Planned', 'RolledBack', 'Finished', 'Stopped') THEN coalesce(h.at, m.since) + m.nobody_home END AS way_back_deadline,
       CASE WHEN m.state IN ('RolledBack', 'Stopped') THEN 'not needed'
            WHEN m.state = 'Finished' THEN 'closed (finished): the old table is no longer kept current' ELSE m.way_back END AS way_back,
       CASE WHEN m.state IN ('RolledBack', 'Finished') THEN '' ELSE m.attention END AS attention, m.last_error, m.switched_at
FROM parterre.migration m LEFT JOIN parterre.heartbeat h ON h.migration_id = m.id
CROSS JOIN LATERAL (SELECT parterre.waiting(m.id, m.state) AS entries) w
