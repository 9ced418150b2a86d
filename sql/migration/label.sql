-- id: migration/label
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {relation}
-- since: 14
SECURITY LABEL FOR {provider} ON {object} IS {label}
