-- id: migration/replace_view
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {view}
-- since: 14
CREATE OR REPLACE VIEW {view}{options} AS {query}
