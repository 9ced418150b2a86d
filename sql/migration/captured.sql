-- id: migration/captured
-- params: $1 bigint triggers
-- columns: require void
-- locks: none
-- since: 14
SELECT parterre.require(count(*) = $1::bigint, 'PT004', format('%s of %s capture triggers are as they were made', count(*), $1),
                        'Somebody disabled or dropped them: what was written meanwhile is not known.')
FROM pg_trigger g WHERE g.tgfoid = to_regprocedure({function_literal}) AND g.tgrelid = to_regclass({relation_literal}) AND g.tgenabled = 'A'
