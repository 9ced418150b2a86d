// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/inspectjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

QJsonValue textOrNull(const std::optional<QString> &text)
{
    return text ? QJsonValue(*text) : QJsonValue();
}

QJsonObject toJson(const Amount &amount)
{
    return {{u"value"_s, amount.value}, {u"approximate"_s, amount.approximate}, {u"atLeast"_s, amount.atLeast}};
}

QJsonObject toJson(const RelationFigures &figures)
{
    return {{u"rows"_s, toJson(figures.rows)},
            {u"deadRows"_s, toJson(figures.deadRows)},
            {u"heapBytes"_s, toJson(figures.heapBytes)},
            {u"indexBytes"_s, toJson(figures.indexBytes)},
            {u"toastBytes"_s, toJson(figures.toastBytes)}};
}

QJsonValue toJson(const std::optional<LockHolder> &lock)
{
    if (!lock)
        return {};
    return QJsonObject{
        {u"pid"_s, lock->pid},
        {u"user"_s, lock->user},
        {u"application"_s, lock->application},
        {u"mode"_s, lock->mode},
        {u"granted"_s, lock->granted},
        {u"since"_s, lock->since.isValid() ? QJsonValue(lock->since.toString(Qt::ISODateWithMs)) : QJsonValue()}};
}

QString kindName(RelationKind kind)
{
    switch (kind) {
    case RelationKind::Table:
        return u"table"_s;
    case RelationKind::Partitioned:
        return u"partitioned"_s;
    case RelationKind::Foreign:
        break;
    }
    return u"foreign"_s;
}

QJsonObject toJson(const PartitionNode &node)
{
    return {{u"oid"_s, static_cast<qint64>(node.oid)},
            {u"schema"_s, node.name.schema},
            {u"name"_s, node.name.name},
            {u"kind"_s, kindName(node.kind)},
            {u"bound"_s, textOrNull(node.bound)},
            {u"partitionKey"_s, textOrNull(node.partitionKey)},
            {u"isDefault"_s, node.isDefault},
            {u"detachPending"_s, node.detachPending},
            {u"unread"_s, node.unread},
            {u"lock"_s, toJson(node.lock)},
            {u"leaves"_s, node.leafCount},
            {u"own"_s, toJson(node.own)},
            {u"total"_s, toJson(node.total)}};
}

/// The node at `at` with everything below it; moves `at` behind them.
QJsonObject treeAt(const QList<PartitionNode> &nodes, qsizetype &at)
{
    const int level = nodes[at].level;
    QJsonObject object = toJson(nodes[at++]);
    QJsonArray children;
    while (at < nodes.size() && nodes[at].level > level)
        children << treeAt(nodes, at);
    object[u"children"_s] = children;
    return object;
}

} // namespace

QByteArray inspectJson(const PartitionForest &forest)
{
    QJsonArray roots;
    for (qsizetype at = 0; at < forest.nodes.size();)
        roots << treeAt(forest.nodes, at);
    return QJsonDocument(roots).toJson(QJsonDocument::Indented).trimmed();
}

} // namespace parterre
