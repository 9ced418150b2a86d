-- id: migration/captured
-- params: $1 bigint triggers on the table itself
-- columns: require void
-- locks: none
-- since: 14
SELECT parterre.require(count(*) FILTER (WHERE g.tgrelid = to_regclass({relation_literal}) AND g.tgenabled = 'A') = $1::bigint
                        AND count(*) FILTER (WHERE g.tgenabled <> 'A') = 0, 'PT005', 'the capture triggers are not as they were made',
                        'Somebody disabled or dropped one of them: what was written meanwhile is not known.')
FROM pg_trigger g WHERE g.tgfoid = to_regprocedure({function_literal})
