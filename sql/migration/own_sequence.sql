-- id: migration/own_sequence
-- params: none
-- columns: none
-- locks: SHARE ROW EXCLUSIVE on {sequence}
-- since: 14
ALTER SEQUENCE {sequence} OWNED BY {table}.{column}
