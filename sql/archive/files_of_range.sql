-- id: archive/files_of_range
-- params: $1 text policy, $2 text from this age on or empty, $3 text before this age or empty, $4 text age column
-- columns: id bigint
-- locks: none
-- since: 14
-- What a file that was written by another age column has is not known.
SELECT id FROM parterre.archive_file
WHERE policy_id = $1 AND state <> 'writing' AND looked > 0
  AND CASE WHEN age_column = $4 THEN ($2::text = '' OR greatest_age::{age_type} >= $2::text::{age_type}) AND ($3::text = '' OR least_age::{age_type} < $3::text::{age_type}) ELSE true END
ORDER BY id
