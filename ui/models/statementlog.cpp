// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/statementlog.h"

#include "base/qualifiedname.h"
#include "base/units.h"
#include "ui/theme.h"

#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QTimer>

#include <algorithm>

namespace parterre {

namespace {

constexpr int kTakeEveryMs = 100;
constexpr qint64 kTogetherUs = 10; // no answer comes so soon: it came with that of the statement before

QString durationText(qint64 us)
{
    if (us < kTogetherUs)
        return StatementLogModel::tr("together");
    return us < 10'000 ? StatementLogModel::tr("%1 ms").arg(static_cast<double>(us) / 1000, 0, 'f', 2)
                       : formatDuration(us / 1000);
}

QString binding(const StatementRecord &record)
{
    QString text;
    for (const auto &value : record.params.values())
        text += u' ' % (value ? quoteLiteral(QString::fromUtf8(*value)) : QStringLiteral("NULL"));
    return text;
}

} // namespace

StatementLogModel::StatementLogModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void StatementLogModel::add(const StatementRecord &record)
{
    const std::lock_guard lock(m_mutex);
    m_new << record;
    if (!std::exchange(m_asked, true))
        QMetaObject::invokeMethod(
            this, [this] { QTimer::singleShot(kTakeEveryMs, this, &StatementLogModel::takeNew); },
            Qt::QueuedConnection);
}

void StatementLogModel::takeNew()
{
    QList<StatementRecord> fresh;
    {
        const std::lock_guard lock(m_mutex);
        fresh.swap(m_new);
        m_asked = false;
    }
    if (fresh.size() > kMost)
        fresh = fresh.last(kMost);
    const qsizetype surplus = m_records.size() + fresh.size() - kMost;
    if (surplus > 0) {
        beginRemoveRows({}, 0, static_cast<int>(surplus) - 1);
        m_records.remove(0, surplus);
        endRemoveRows();
    }
    beginInsertRows({}, static_cast<int>(m_records.size()), static_cast<int>(m_records.size() + fresh.size()) - 1);
    m_records += fresh;
    endInsertRows();
    dropOldBackground();
}

void StatementLogModel::dropOldBackground()
{
    qsizetype surplus =
        std::count_if(m_records.cbegin(), m_records.cend(), [](const StatementRecord &r) { return r.background; })
        - kMostBackground;
    for (int row = 0; surplus > 0 && row < m_records.size(); ++row) {
        if (!m_records[row].background)
            continue;
        int last = row;
        while (last - row + 1 < surplus && last + 1 < m_records.size() && m_records[last + 1].background)
            ++last;
        beginRemoveRows({}, row, last);
        m_records.remove(row, last - row + 1);
        endRemoveRows();
        surplus -= last - row + 1;
        --row;
    }
}

void StatementLogModel::clear()
{
    beginResetModel();
    m_records.clear();
    endResetModel();
}

int StatementLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

int StatementLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StatementLogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const StatementRecord &record = m_records.at(index.row());
    if (role == BackgroundRole)
        return record.background;
    if (role == Qt::ToolTipRole && index.column() == Duration && record.durationUs < kTogetherUs)
        return tr("Sent together with the statements before it; the time of all of them stands at the first.");
    if (role == Qt::ToolTipRole)
        return record.message.isEmpty() ? record.text : record.message % u"\n\n" % record.text;
    if (role == Qt::ForegroundRole && !record.sqlState.isEmpty())
        return theme::meaning(theme::Meaning::Bad, QGuiApplication::palette());
    if (role == Qt::TextAlignmentRole && (index.column() == Duration || index.column() == RowCount))
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return record.startedAt.toLocalTime().toString(QStringLiteral("HH:mm:ss.zzz"));
    case Duration:
        return durationText(record.durationUs);
    case RowCount:
        return formatCount(record.rows);
    case State:
        return record.sqlState.isEmpty() ? QStringLiteral("00000") : record.sqlState;
    default:
        return record.text.simplified().left(400);
    }
}

QVariant StatementLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Duration:
        return tr("Duration");
    case RowCount:
        return tr("Rows");
    case State:
        return tr("SQLSTATE");
    default:
        return tr("Statement");
    }
}

QString StatementLogModel::toScript(const QList<int> &rows) const
{
    QString script = QStringLiteral("\\set ON_ERROR_STOP on\n");
    for (const int row : rows) {
        const StatementRecord &each = m_records.at(row);
        const QString values = binding(each);
        script += u"\n-- " % each.startedAt.toString(Qt::ISODateWithMs) % u"  " % durationText(each.durationUs);
        if (!each.sqlState.isEmpty())
            script += u"  " % each.sqlState % u' ' % each.message.simplified();
        script += u'\n' % each.text.trimmed()
            % (values.isEmpty() ? QStringLiteral(";\n") : QString(u" \\bind" % values % u" \\g\n"));
    }
    return script;
}

} // namespace parterre
