// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/tabledefinition.h"

#include "domain/naming.h"

#include <algorithm>
#include <array>

namespace parterre {

namespace {
constexpr std::array kChoices{"keep", "extend", "per-leaf", "guard", "refuse"};
}

QString toText(UniqueChoice choice)
{
    return QLatin1String(kChoices[static_cast<std::size_t>(choice)]);
}

bool fromText(const QString &text, UniqueChoice *choice)
{
    for (std::size_t i = 0; i < kChoices.size(); ++i) {
        if (text == QLatin1String(kChoices[i])) {
            *choice = static_cast<UniqueChoice>(i);
            return true;
        }
    }
    return false;
}

// regrole prints a quoted name where it must.
QString TableDefinition::ownerName() const
{
    const auto parsed = QualifiedName::parse(owner);
    return parsed && parsed->schema.isEmpty() ? parsed->name : owner;
}

const ColumnDefinition *TableDefinition::column(const QString &columnName) const
{
    const auto it = std::find_if(columns.cbegin(), columns.cend(),
                                 [&](const ColumnDefinition &column) { return column.name == columnName; });
    return it == columns.cend() ? nullptr : &*it;
}

const IndexDefinition *TableDefinition::replicaIdentityIndex() const
{
    const auto it = std::find_if(indexes.cbegin(), indexes.cend(),
                                 [](const IndexDefinition &index) { return index.replicaIdentity; });
    return it == indexes.cend() || replicaIdentity != u"i" ? nullptr : &*it;
}

bool TableDefinition::hasDeferrableKeys() const
{
    return std::any_of(indexes.cbegin(), indexes.cend(),
                       [](const IndexDefinition &index) { return index.isDeferrable(); });
}

bool TableDefinition::policiesNameTable() const
{
    return std::any_of(policies.cbegin(), policies.cend(),
                       [](const PolicyDefinition &policy) { return policy.namesTable; });
}

QList<IndexDefinition> TableDefinition::guardedKeys() const
{
    QList<IndexDefinition> list;
    std::copy_if(indexes.cbegin(), indexes.cend(), std::back_inserter(list),
                 [](const IndexDefinition &index) { return index.isGuarded(); });
    return list;
}

QualifiedName guardOf(const QualifiedName &table, const QString &key)
{
    return table.sibling(fitName(key, QStringLiteral("_guard")));
}

QualifiedName TableDefinition::guardOf(const IndexDefinition &index) const
{
    return parterre::guardOf(name, index.name);
}

QStringList TableDefinition::guardTriggers(const IndexDefinition &index) const
{
    return {guardOf(index).name, fitName(index.name, QStringLiteral("_guard_update"))};
}

} // namespace parterre
