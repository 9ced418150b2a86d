-- id: archive/forget_returned
-- params: $1 text policy
-- columns: none
-- locks: none
-- since: 14
-- Files that stand for no row any more need no list of them. Of each restore that brought them back the number is kept of rows that its undo
-- cannot tell from others after this.
WITH f AS (
    UPDATE parterre.archive_file f SET looked = 0
    WHERE f.policy_id = $1 AND f.state = 'done' AND f.looked > 0 AND f.looked = (SELECT count(*) FROM parterre.archive_file_void v WHERE v.file_id = f.id) RETURNING f.id),
d AS (DELETE FROM parterre.archive_file_void v USING f WHERE v.file_id = f.id RETURNING v.restored_by)
UPDATE parterre.archive_run r SET details = r.details || jsonb_build_object('forgotten', coalesce((r.details->>'forgotten')::bigint, 0) + x.rows)
FROM (SELECT d.restored_by, count(*) AS rows FROM d WHERE d.restored_by IS NOT NULL GROUP BY 1) x WHERE r.id = x.restored_by
