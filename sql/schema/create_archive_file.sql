-- id: schema/create_archive_file
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- The files that runs of policies have begun. "writing": it may be whole, or not be there; "proved": it is whole, and its rows leave the table;
-- "done": those that could have left. Rows are numbered as they stand in the file, from 1. Up to the number in looked they were looked at; of
-- these the file stands for all but those in archive_file_void, which have not left, or have come back. folder_id is in the folder's mark.
CREATE TABLE parterre.archive_file (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    policy_id text NOT NULL,
    run_id text NOT NULL,
    leaf_oid oid NOT NULL,
    leaf_schema text NOT NULL,
    leaf_name text NOT NULL,
    age_column text NOT NULL,
    condition text NOT NULL,
    host text NOT NULL,
    folder text NOT NULL,
    folder_id text NOT NULL,
    name text NOT NULL,
    state text NOT NULL DEFAULT 'writing' CHECK (state IN ('writing', 'proved', 'done')),
    rows bigint NOT NULL DEFAULT 0,
    bytes bigint NOT NULL DEFAULT 0,
    least_age text NOT NULL DEFAULT '',
    greatest_age text NOT NULL DEFAULT '',
    sha256 text NOT NULL DEFAULT '',
    looked bigint NOT NULL DEFAULT 0,
    left_rows bigint NOT NULL DEFAULT 0,
    written_at timestamptz NOT NULL DEFAULT clock_timestamp()
)
