-- id: archive/add_check
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {leaf}
-- since: 14
ALTER TABLE {leaf} ADD CONSTRAINT {check_name} CHECK ({check}) NOT VALID
