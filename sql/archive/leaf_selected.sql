-- id: archive/leaf_selected
-- params: those of the selection…
-- columns: found boolean
-- locks: ACCESS SHARE on {leaf}
-- since: 14
SELECT /* parterre */ EXISTS (SELECT FROM ONLY {leaf} a WHERE {selection}) AS found
