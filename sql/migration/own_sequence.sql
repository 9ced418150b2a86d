-- id: migration/own_sequence
-- params: none
-- columns: none
-- locks: SHARE ROW EXCLUSIVE on {sequence}; ACCESS SHARE on {table}
-- since: 14
ALTER SEQUENCE {sequence} OWNED BY {table}.{column}
