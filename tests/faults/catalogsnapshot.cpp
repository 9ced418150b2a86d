// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/catalogsnapshot.h"

#include <algorithm>

namespace parterre::test {

namespace {

// What no rollback can undo is left out: OIDs, file nodes, relhastriggers and relhasrules (they stay true until
// VACUUM), the values of sequences.
const QString kSnapshot = QStringLiteral(R"sql(
WITH spaces AS (
    SELECT oid, nspname FROM pg_namespace
    WHERE nspname NOT IN ('parterre', 'pg_catalog', 'information_schema', 'pg_toast') AND nspname !~ '^pg_(toast_)?temp_'
), rels AS (
    SELECT c.*, format('%I.%I', s.nspname, c.relname) AS name FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
), lines AS (
    SELECT format('schema %I owner %s acl %s', nspname, nspowner::regrole, nspacl) AS line
    FROM pg_namespace WHERE oid IN (SELECT oid FROM spaces)
    UNION ALL
    SELECT format('relation %s kind %s persistence %s owner %s options %s acl %s bound %s security %s/%s identity %s tablespace %s key %s',
                  name, relkind, relpersistence, relowner::regrole, reloptions, relacl, pg_get_expr(relpartbound, oid),
                  relrowsecurity, relforcerowsecurity, relreplident, reltablespace,
                  CASE WHEN relkind = 'p' THEN pg_get_partkeydef(oid) END) FROM rels
    UNION ALL
    SELECT format('toast options of %s: %s', r.name, t.reloptions) FROM rels r JOIN pg_class t ON t.oid = r.reltoastrelid
    UNION ALL
    SELECT format('inherits %s from %s', i.inhrelid::regclass, i.inhparent::regclass)
    FROM pg_inherits i WHERE i.inhrelid IN (SELECT oid FROM rels)
    UNION ALL
    SELECT format('column %s.%I %s: %s notnull %s default %s generated %s identity %s storage %s compression %s statistics %s options %s acl %s',
                  r.name, a.attname, a.attnum, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                  pg_get_expr(d.adbin, d.adrelid), a.attgenerated, a.attidentity, a.attstorage, a.attcompression,
                  a.attstattarget, a.attoptions, a.attacl)
    FROM rels r JOIN pg_attribute a ON a.attrelid = r.oid LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped AND r.relkind NOT IN ('i', 'I')
    UNION ALL
    SELECT format('constraint %I on %s: %s validated %s', k.conname, k.conrelid::regclass, pg_get_constraintdef(k.oid), k.convalidated)
    FROM pg_constraint k WHERE k.conrelid IN (SELECT oid FROM rels)
    UNION ALL
    SELECT format('index %s valid %s ready %s live %s clustered %s identity %s', pg_get_indexdef(i.indexrelid), i.indisvalid,
                  i.indisready, i.indislive, i.indisclustered, i.indisreplident)
    FROM pg_index i WHERE i.indexrelid IN (SELECT oid FROM rels)
    UNION ALL
    SELECT format('trigger %s enabled %s', pg_get_triggerdef(g.oid), g.tgenabled)
    FROM pg_trigger g WHERE g.tgrelid IN (SELECT oid FROM rels) AND NOT g.tgisinternal
    UNION ALL
    SELECT format('rule %s', pg_get_ruledef(w.oid)) FROM pg_rewrite w WHERE w.ev_class IN (SELECT oid FROM rels)
    UNION ALL
    SELECT format('policy %I on %s: %s %s %s %s', p.polname, p.polrelid::regclass, p.polcmd, p.polroles::regrole[],
                  pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
    FROM pg_policy p WHERE p.polrelid IN (SELECT oid FROM rels)
    UNION ALL
    SELECT format('sequence %s type %s start %s increment %s min %s max %s cache %s cycle %s owned by %s', q.seqrelid::regclass,
                  q.seqtypid::regtype, q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle,
                  (SELECT string_agg(format('%s.%s %s', d.refobjid::regclass, d.refobjsubid, d.deptype), ', ') FROM pg_depend d
                   WHERE d.classid = 'pg_class'::regclass AND d.objid = q.seqrelid AND d.refclassid = 'pg_class'::regclass))
    FROM pg_sequence q WHERE q.seqrelid IN (SELECT oid FROM rels)
    UNION ALL
    SELECT format('function %s owner %s acl %s: %s', f.oid::regprocedure, f.proowner::regrole, f.proacl,
                  CASE WHEN f.prokind = 'a' THEN 'aggregate' ELSE md5(pg_get_functiondef(f.oid)) END)
    FROM pg_proc f WHERE f.pronamespace IN (SELECT oid FROM spaces)
    UNION ALL
    SELECT format('type %s.%I kind %s owner %s acl %s', t.typnamespace::regnamespace, t.typname, t.typtype, t.typowner::regrole, t.typacl)
    FROM pg_type t WHERE t.typnamespace IN (SELECT oid FROM spaces)
    UNION ALL
    SELECT format('statistics %s', pg_get_statisticsobjdef(x.oid)) FROM pg_statistic_ext x WHERE x.stxrelid IN (SELECT oid FROM rels)
    UNION ALL
    SELECT format('publication %I of %s', p.pubname, pr.prrelid::regclass) FROM pg_publication p LEFT JOIN pg_publication_rel pr ON pr.prpubid = p.oid
    UNION ALL
    SELECT format('event trigger %I %s %s', e.evtname, e.evtevent, e.evtenabled) FROM pg_event_trigger e
    UNION ALL
    SELECT format('default acl %s %s %s %s', d.defaclrole::regrole, d.defaclnamespace::regnamespace, d.defaclobjtype, d.defaclacl)
    FROM pg_default_acl d
    UNION ALL
    SELECT format('comment on %s: %s', pg_describe_object(d.classoid, d.objoid, d.objsubid), d.description)
    FROM pg_description d WHERE d.objoid IN (SELECT oid FROM rels)
       OR d.objoid IN (SELECT k.oid FROM pg_constraint k WHERE k.conrelid IN (SELECT oid FROM rels))
       OR d.objoid IN (SELECT g.oid FROM pg_trigger g WHERE g.tgrelid IN (SELECT oid FROM rels))
)
SELECT line FROM lines)sql");

} // namespace

QStringList catalogSnapshot(Cluster &cluster, const QString &database)
{
    QStringList lines;
    const auto rows = cluster.exec(kSnapshot, database);
    for (const QStringList &row : rows)
        lines << row.value(0).simplified();
    lines.sort();
    return lines;
}

QStringList compareCatalogs(const QStringList &before, const QStringList &after)
{
    QStringList gone;
    QStringList come;
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(gone));
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(come));
    QStringList differences;
    for (const QString &line : std::as_const(gone))
        differences << QLatin1String("- ") + line;
    for (const QString &line : std::as_const(come))
        differences << QLatin1String("+ ") + line;
    return differences;
}

QStringList hooksLeft(Cluster &cluster, const QString &database)
{
    const QString query = QStringLiteral(R"sql(
SELECT format('trigger %I on %s', g.tgname, g.tgrelid::regclass) FROM pg_trigger g JOIN pg_proc f ON f.oid = g.tgfoid
WHERE f.pronamespace = to_regnamespace('parterre'))sql");
    QStringList lines;
    const auto rows = cluster.exec(query, database);
    for (const QStringList &row : rows)
        lines << row.value(0);
    lines.sort();
    return lines;
}

} // namespace parterre::test
