-- id: session/name
-- params: $1 text application_name
-- columns: set_config text
-- locks: none
-- since: 14
SELECT set_config('application_name', $1, false)
