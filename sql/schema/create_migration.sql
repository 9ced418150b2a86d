-- id: schema/create_migration
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE TABLE parterre.migration (
    id text PRIMARY KEY,
    plan text NOT NULL,
    plan_digest text NOT NULL,
    table_schema text NOT NULL,
    table_name text NOT NULL,
    table_oid oid NOT NULL,
    shadow_oid oid,
    strategy text NOT NULL,
    state text NOT NULL,
    goal text NOT NULL DEFAULT 'migrate',
    since timestamptz NOT NULL DEFAULT now(),
    epoch integer NOT NULL DEFAULT 0,
    runner text NOT NULL DEFAULT '',
    filenode oid,
    pages bigint,
    switched_at timestamptz,
    switch_xid xid8,
    shape text,
    children text,
    way_back text NOT NULL DEFAULT 'open',
    attention text NOT NULL DEFAULT '',
    last_error text NOT NULL DEFAULT '',
    system_identifier text NOT NULL,
    timeline integer NOT NULL,
    log_soft_bytes bigint NOT NULL,
    log_hard_bytes bigint NOT NULL,
    nobody_home interval NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
)
