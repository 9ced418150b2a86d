// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/naming.h"
#include "migration/migrationsqltext.h"

namespace parterre {

using namespace text;

QString MigrationSql::inLeaf(const PlannedLeaf &leaf) const
{
    const QString key = u"x." % quoteIdentifier(m_plan.keyColumn);
    if (!leaf.isDefault())
        return key % u" >= " % quoteLiteral(leaf.from) % u" AND " % key % u" < " % quoteLiteral(leaf.to);
    const PlannedLeaf &first = m_plan.leaves.first();
    const PlannedLeaf &last = m_plan.leaves[m_plan.leaves.size() - 2];
    return u'(' % key % u" < " % quoteLiteral(first.from) % u" OR " % key % u" >= " % quoteLiteral(last.to) % u')';
}

SqlText MigrationSql::hashSourcePages(const Direction &direction) const
{
    return sqlFor("migration/hash_source_pages", direction);
}

SqlText MigrationSql::hashLeaf(const PlannedLeaf &leaf, const Direction &direction) const
{
    return sqlFor("migration/hash_leaf", direction, {{tag("leaf"), leaf.name.quoted()}});
}

SqlText MigrationSql::compareLeaf(const PlannedLeaf &leaf, const Direction &direction) const
{
    QStringList out;
    QStringList named;
    QStringList on;
    for (qsizetype i = 0; i < m_plan.pair.size(); ++i) {
        const KeyColumn &column = m_plan.pair[i];
        const QString k = u'k' % QString::number(i + 1);
        out << u"coalesce(s." % k % u", t." % k % u")::text AS " % k;
        named << u"x." % quoteIdentifier(column.name) % u" AS " % k;
        on << u"s." % k % column.collation % u' ' % column.equals % u" t." % k;
    }
    return sqlFor("migration/compare_leaf", direction,
                  {{tag("x_in_leaf"), inLeaf(leaf)},
                   {tag("leaf"), leaf.name.quoted()},
                   {tag("pair_out"), out.join(tag(", "))},
                   {tag("x_pair_named"), named.join(tag(", "))},
                   {tag("s_is_t"), on.join(tag(" AND "))}});
}

SqlText MigrationSql::logPair(const Direction &direction) const
{
    QStringList params;
    for (qsizetype i = 0; i < m_plan.pair.size(); ++i)
        params << u'$' % QString::number(i + 1) % u"::" % m_plan.pair[i].type;
    return sqlFor("migration/log_pair", direction, {{tag("pair_params"), params.join(tag(", "))}});
}

} // namespace parterre
