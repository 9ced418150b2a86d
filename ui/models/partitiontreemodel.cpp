// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/partitiontreemodel.h"

#include "base/units.h"
#include "pg/catalog/relationtext.h"
#include "ui/boundtext.h"
#include "ui/theme.h"

#include <QFont>
#include <QGuiApplication>
#include <QLocale>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

QString iconName(const PartitionNode &node)
{
    if (node.unread)
        return u"lock"_s;
    if (node.detachPending)
        return u"warning"_s;
    switch (node.kind) {
    case RelationKind::Partitioned:
        return u"partitioned"_s;
    case RelationKind::Foreign:
        return u"foreign"_s;
    case RelationKind::Table:
        break;
    }
    return node.parentOid == 0 ? u"table"_s : u"partition"_s;
}

QIcon cachedIcon(const QString &name)
{
    static QHash<QString, QIcon> icons;
    const QPalette palette = QGuiApplication::palette();
    const QString key = name % palette.color(QPalette::WindowText).name();
    auto found = icons.find(key);
    if (found == icons.end())
        found = icons.insert(key, theme::icon(name, palette));
    return *found;
}

double deadShare(const RelationFigures &figures)
{
    const double all = static_cast<double>(figures.rows.value) + static_cast<double>(figures.deadRows.value);
    return all > 0 ? static_cast<double>(figures.deadRows.value) / all : 0;
}

bool isNumber(int column)
{
    return column >= PartitionTreeModel::RowCount && column <= PartitionTreeModel::Leaves;
}

const Amount &amountOf(const RelationFigures &figures, int column)
{
    switch (column) {
    case PartitionTreeModel::Heap:
        return figures.heapBytes;
    case PartitionTreeModel::Indexes:
        return figures.indexBytes;
    case PartitionTreeModel::Toast:
        return figures.toastBytes;
    case PartitionTreeModel::RowCount:
        return figures.rows;
    default:
        return figures.deadRows;
    }
}

} // namespace

PartitionTreeModel::PartitionTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{}

bool PartitionTreeModel::hasSameStructure(const PartitionForest &forest) const
{
    return std::equal(
        forest.nodes.cbegin(), forest.nodes.cend(), m_forest.nodes.cbegin(), m_forest.nodes.cend(),
        [](const PartitionNode &a, const PartitionNode &b) { return a.oid == b.oid && a.parentOid == b.parentOid; });
}

void PartitionTreeModel::setForest(const PartitionForest &forest)
{
    if (hasSameStructure(forest)) {
        // A filter model looks at each row of dataChanged(), which takes ten times as long.
        Q_EMIT layoutAboutToBeChanged();
        m_forest = forest;
        measureShares();
        Q_EMIT layoutChanged();
        return;
    }
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QList<quint32> oids;
    for (const QModelIndex &each : before)
        oids << node(each)->oid;
    rebuild(forest);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after << indexOf(oids[i], before[i].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

void PartitionTreeModel::rebuild(const PartitionForest &forest)
{
    m_forest = forest;
    m_placeOf.clear();
    m_roots.clear();
    m_places = QList<Place>(forest.nodes.size());
    for (int i = 0; i < forest.nodes.size(); ++i) {
        const PartitionNode &node = forest.nodes[i];
        m_placeOf.insert(node.oid, i);
        const int parent = node.parentOid == 0 ? -1 : m_placeOf.value(node.parentOid, -1); // parents come first
        QList<int> &siblings = parent < 0 ? m_roots : m_places[parent].children;
        m_places[i].parent = parent;
        m_places[i].row = static_cast<int>(siblings.size());
        siblings << i;
    }
    sortRoots();
    measureShares();
}

// The largest first, as they are when they are read; figures that come in later move nothing under the pointer.
void PartitionTreeModel::sortRoots()
{
    std::stable_sort(m_roots.begin(), m_roots.end(), [this](int a, int b) {
        return m_forest.nodes[a].total.totalBytes().value > m_forest.nodes[b].total.totalBytes().value;
    });
    for (int row = 0; row < m_roots.size(); ++row)
        m_places[m_roots[row]].row = row;
}

void PartitionTreeModel::measureShares()
{
    m_largestRoot = 0;
    for (Place &place : m_places)
        place.largestChild = 0;
    for (int i = 0; i < m_places.size(); ++i) {
        qint64 &largest = m_places[i].parent < 0 ? m_largestRoot : m_places[m_places[i].parent].largestChild;
        largest = std::max(largest, m_forest.nodes[i].total.totalBytes().value);
    }
}

const PartitionNode *PartitionTreeModel::node(const QModelIndex &index) const
{
    return index.isValid() ? &m_forest.nodes[static_cast<qsizetype>(index.internalId())] : nullptr;
}

const PartitionNode *PartitionTreeModel::node(quint32 oid) const
{
    const auto place = m_placeOf.constFind(oid);
    return place == m_placeOf.cend() ? nullptr : &m_forest.nodes[*place];
}

QModelIndex PartitionTreeModel::indexOf(quint32 oid, int column) const
{
    const auto place = m_placeOf.constFind(oid);
    if (place == m_placeOf.cend())
        return {};
    return createIndex(m_places[*place].row, column, static_cast<quintptr>(*place));
}

QModelIndex PartitionTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const QList<int> &children =
        parent.isValid() ? m_places[static_cast<qsizetype>(parent.internalId())].children : m_roots;
    return createIndex(row, column, static_cast<quintptr>(children[row]));
}

QModelIndex PartitionTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    const int parent = m_places[static_cast<qsizetype>(child.internalId())].parent;
    return parent < 0 ? QModelIndex() : createIndex(m_places[parent].row, 0, static_cast<quintptr>(parent));
}

int PartitionTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_roots.size());
    return parent.column() > 0
        ? 0
        : static_cast<int>(m_places[static_cast<qsizetype>(parent.internalId())].children.size());
}

int PartitionTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant PartitionTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int place = static_cast<int>(index.internalId());
    const PartitionNode &node = m_forest.nodes[place];
    switch (role) {
    case Qt::DisplayRole:
        return text(node, index.column());
    case Qt::DecorationRole:
        return index.column() == Name ? cachedIcon(iconName(node)) : QVariant();
    case Qt::ToolTipRole:
        return toolTip(node, index.column());
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole: {
        QFont font;
        font.setBold(node.kind == RelationKind::Partitioned && index.column() == Name);
        font.setItalic(isNumber(index.column()) && node.unread);
        return font;
    }
    case OidRole:
        return node.oid;
    case SortRole:
        return sortKey(node, place, index.column());
    case ShareRole:
        return index.column() == Total ? share(node, place) : -1;
    case EstimateRole:
        return node.total.totalBytes().approximate || node.total.totalBytes().atLeast;
    default:
        return {};
    }
}

double PartitionTreeModel::share(const PartitionNode &node, int place) const
{
    const int parent = m_places[place].parent;
    const qint64 largest = parent < 0 ? m_largestRoot : m_places[parent].largestChild;
    if (largest <= 0)
        return -1;
    return static_cast<double>(node.total.totalBytes().value) / static_cast<double>(largest);
}

QString PartitionTreeModel::text(const PartitionNode &node, int column) const
{
    switch (column) {
    case Name:
        return node.parentOid == 0 ? node.name.quoted() : quoteIdentifier(node.name.name);
    case Bound:
        return withoutMidnights(boundText(node));
    case Total:
        return bytesText(node.total.totalBytes());
    case Heap:
    case Indexes:
    case Toast:
        return bytesText(amountOf(node.total, column));
    case RowCount:
    case Dead:
        return countText(amountOf(node.total, column));
    case DeadPercent:
        return node.total.deadRows.atLeast ? u"?"_s : QLocale().toString(100 * deadShare(node.total), 'f', 1) % u" %";
    case Leaves:
        return node.kind == RelationKind::Partitioned ? formatCount(node.leafCount) : QString();
    case State:
        return stateOf(node);
    default:
        return {};
    }
}

QString PartitionTreeModel::stateOf(const PartitionNode &node) const
{
    QStringList parts{m_marks.isEmpty() ? QString() : m_marks.value(node.name.quoted()), stateText(node)};
    parts.removeAll(QString());
    return parts.join(u"; "_s);
}

void PartitionTreeModel::setMarks(const QHash<QString, QString> &marks)
{
    if (m_marks == marks)
        return;
    m_marks = marks;
    // Only roots have them: a partition belongs to its table.
    if (!m_roots.isEmpty())
        Q_EMIT dataChanged(index(0, State), index(static_cast<int>(m_roots.size()) - 1, State));
}

QVariant PartitionTreeModel::sortKey(const PartitionNode &node, int place, int column) const
{
    switch (column) {
    case Bound:
        return m_places[place].row; // the forest is arranged by bound
    case Total:
        return node.total.totalBytes().value;
    case Heap:
    case Indexes:
    case Toast:
    case RowCount:
    case Dead:
        return amountOf(node.total, column).value;
    case DeadPercent:
        return deadShare(node.total);
    case Leaves:
        return node.leafCount;
    default:
        return text(node, column);
    }
}

QString PartitionTreeModel::toolTip(const PartitionNode &node, int column) const
{
    if (column == Total || column == Heap || column == Indexes || column == Toast) {
        const Amount amount = column == Total ? node.total.totalBytes() : amountOf(node.total, column);
        QString exact = tr("%1 bytes").arg(formatCount(amount.value));
        if (amount.approximate)
            exact += u'\n' % tr("≈ some of it is an estimate of the last VACUUM or ANALYZE");
        if (amount.atLeast)
            exact += u'\n' % tr("≥ some of it could not be read and is not counted");
        return exact;
    }
    if (column == Bound)
        return boundText(node);
    const QString state = stateOf(node);
    return column == Name && !state.isEmpty() ? node.name.quoted() % u'\n' % state : text(node, column);
}

QVariant PartitionTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Table");
    case Bound:
        return tr("Bound");
    case Total:
        return tr("Total");
    case Heap:
        return tr("Heap");
    case Indexes:
        return tr("Indexes");
    case Toast:
        return tr("TOAST");
    case RowCount:
        return tr("Rows ≈");
    case Dead:
        return tr("Dead rows ≈");
    case DeadPercent:
        return tr("Dead %");
    case Leaves:
        return tr("Leaves");
    case State:
        return tr("State");
    default:
        return {};
    }
}

} // namespace parterre
