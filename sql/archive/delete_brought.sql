-- id: archive/delete_brought
-- params: $1 bigint share, $2 bigint number of shares, a power of two
-- columns: none
-- locks: ROW EXCLUSIVE on {archive}; ACCESS SHARE on {restored}
-- since: 14
-- Where count_brought saw no stranger: one statement of the other server, whose transaction still has the snapshot of that count.
DELETE FROM /* parterre */ {archive} a
WHERE a.{age} = ANY (ARRAY(SELECT b.brought_age FROM {restored} b WHERE b.hash0 & ($2::bigint - 1) = $1::bigint))
