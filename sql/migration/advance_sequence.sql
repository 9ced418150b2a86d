-- id: migration/advance_sequence
-- params: none
-- columns: setval bigint
-- locks: none
-- since: 14
SELECT setval({to_literal}::regclass, greatest(q.seqmin, least(q.seqmax, {farther}(s.last_value, t.last_value) + ({gap}))), true)
FROM {from} s, {to} t, pg_sequence q WHERE q.seqrelid = {to_literal}::regclass
