-- id: archive/end_others
-- params: $1 bigint oid of the table
-- columns: none
-- locks: none
-- since: 14
-- Waits for the batch of one that is still at work; its next one fails.
UPDATE parterre.archive_run SET epoch = epoch + 1, state = 'failed', ended_at = now(), last_error = 'its runner was gone; another one went on'
WHERE table_oid = $1::bigint::oid AND state = 'running'
