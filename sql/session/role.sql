-- id: session/role
-- params: $1 text role
-- columns: set_config text
-- locks: none
-- since: 14
SELECT set_config('role', $1, false)
