-- id: migration/log_pair
-- params: $1… the key
-- columns: none
-- locks: ROW EXCLUSIVE on {log}
-- since: 14
INSERT INTO {log} (op, {log_columns}) VALUES ('D', {pair_params})
