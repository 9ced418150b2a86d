-- id: journal/insert_migration
-- params: $1 text id, $2 text plan, $3 text digest, $4 text schema, $5 text table, $6 oid, $7 text strategy, $8 text system identifier, $9 integer timeline, $10 bigint soft limit, $11 bigint hard limit, $12 bigint nobody-home ms
-- columns: none
-- locks: none
-- since: 14
INSERT INTO parterre.migration (id, plan, plan_digest, table_schema, table_name, table_oid, strategy, state, system_identifier, timeline,
                                log_soft_bytes, log_hard_bytes, nobody_home)
VALUES ($1, $2, $3, $4, $5, $6::oid, $7, 'Planned', $8, $9::integer, $10::bigint, $11::bigint, $12::bigint * interval '1 millisecond')
ON CONFLICT (id) DO NOTHING
