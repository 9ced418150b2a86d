-- id: schema/create_guard
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE FUNCTION parterre.guard() RETURNS TABLE (migration text, action text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $guard$
DECLARE
    m record;
    log_bytes bigint;
BEGIN
    FOR m IN
        SELECT g.*, coalesce(h.at, g.since) AS seen FROM parterre.migration g LEFT JOIN parterre.heartbeat h ON h.migration_id = g.id
        WHERE g.state NOT IN ('Planned', 'Finished', 'RolledBack', 'Stopped') AND g.way_back NOT LIKE 'closed (hooks removed)%'
    LOOP
        log_bytes := coalesce(pg_total_relation_size(to_regclass(format('parterre.%I', 'log_' || m.id))), 0)
                   + coalesce(pg_total_relation_size(to_regclass(format('parterre.%I', 'rlog_' || m.id))), 0);
        migration := m.id;
        IF log_bytes > m.log_hard_bytes THEN
            action := parterre.emergency_stop(m.id, format('guard: the change log has %s', pg_size_pretty(log_bytes)));
            RETURN NEXT;
        ELSIF now() - m.seen > m.nobody_home THEN
            action := parterre.emergency_stop(m.id, format('guard: no runner since %s', m.seen));
            RETURN NEXT;
        ELSIF log_bytes > m.log_soft_bytes THEN
            action := format('alarm: the change log has %s', pg_size_pretty(log_bytes));
            UPDATE parterre.migration g SET attention = action WHERE g.id = m.id;
            RETURN NEXT;
        END IF;
    END LOOP;
END $guard$
