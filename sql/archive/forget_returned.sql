-- id: archive/forget_returned
-- params: $1 text policy
-- columns: none
-- locks: none
-- since: 14
-- Files that stand for no row any more need no list of them. The undo of a restore has not to tell them apart after this.
WITH f AS (
    UPDATE parterre.archive_file f SET looked = 0
    WHERE f.policy_id = $1 AND f.state = 'done' AND f.looked > 0 AND f.looked = (SELECT count(*) FROM parterre.archive_file_void v WHERE v.file_id = f.id) RETURNING f.id)
DELETE FROM parterre.archive_file_void v USING f WHERE v.file_id = f.id
