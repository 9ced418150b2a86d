-- id: preflight/enter_rows
-- params: none
-- columns: none
-- locks: ROW EXCLUSIVE on {guard}
-- since: 14
-- Shown, never sent: what to do before a table that holds rows is attached.
INSERT INTO {guard} ({guard_columns}) SELECT {guard_columns} FROM …{where}
