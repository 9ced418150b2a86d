-- id: archive/schedule_cron
-- params: none
-- columns: schedule bigint
-- locks: none
-- since: 14
SELECT cron.schedule({job}, {cron}, {call})
