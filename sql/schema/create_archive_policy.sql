-- id: schema/create_archive_policy
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE TABLE parterre.archive_policy (
    id text PRIMARY KEY,
    table_oid oid NOT NULL,
    table_schema text NOT NULL,
    table_name text NOT NULL,
    archive_schema text NOT NULL,
    archive_name text NOT NULL,
    age_column text NOT NULL,
    keep_days integer NOT NULL,
    tier text NOT NULL,
    settings jsonb NOT NULL,
    schedule text NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    created_by text NOT NULL DEFAULT session_user,
    created_at timestamptz NOT NULL DEFAULT now()
)
