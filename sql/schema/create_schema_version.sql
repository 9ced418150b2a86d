-- id: schema/create_schema_version
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE TABLE parterre.schema_version (
    version integer PRIMARY KEY,
    program text NOT NULL,
    installed_at timestamptz NOT NULL DEFAULT now()
)
