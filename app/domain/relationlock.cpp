// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/relationlock.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>
#include <array>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(RelationLock)
};

// As in pg_locks, without "Lock".
constexpr std::array kModes{"AccessShare", "RowShare",          "RowExclusive", "ShareUpdateExclusive",
                            "Share",       "ShareRowExclusive", "Exclusive",    "AccessExclusive"};
const QString kEachPartition = QStringLiteral("each partition of ");

} // namespace

QString toText(LockMode mode)
{
    QString words;
    const QString name = QLatin1String(kModes[static_cast<std::size_t>(mode)]);
    for (const QChar c : name) {
        if (c.isUpper() && !words.isEmpty())
            words += u' ';
        words += c.toUpper();
    }
    return words;
}

std::optional<LockMode> lockModeOf(const QString &text)
{
    for (std::size_t i = 0; i < kModes.size(); ++i) {
        const auto mode = static_cast<LockMode>(i);
        if (text == toText(mode) || text == QLatin1String(kModes[i]) % u"Lock")
            return mode;
    }
    return {};
}

QString lockModeText(const QString &mode)
{
    const auto known = lockModeOf(mode);
    return known ? toText(*known) : QString();
}

QString whoWaits(LockMode mode)
{
    switch (mode) {
    case LockMode::AccessExclusive:
        return Text::tr("reads and writes wait");
    case LockMode::Exclusive:
    case LockMode::ShareRowExclusive:
    case LockMode::Share:
        return Text::tr("writes wait");
    default:
        return {};
    }
}

QString RelationLock::target() const
{
    return eachPartition ? kEachPartition + relation : relation;
}

QString toText(const QList<RelationLock> &locks)
{
    QString text;
    for (qsizetype i = 0; i < locks.size(); ++i) {
        if (i > 0 && locks[i].mode == locks[i - 1].mode)
            text += u", " % locks[i].target();
        else
            text += (i > 0 ? u"; " : u"") % toText(locks[i].mode) % u" on " % locks[i].target();
    }
    return text.isEmpty() ? QStringLiteral("none") : text;
}

QString impactText(const QList<RelationLock> &locks)
{
    constexpr qsizetype kShown = 8;
    QStringList lines;
    for (int mode = static_cast<int>(LockMode::AccessExclusive); mode >= 0; --mode) {
        const auto each = static_cast<LockMode>(mode);
        QStringList targets;
        for (const RelationLock &lock : locks) {
            if (lock.mode == each)
                targets << lock.target();
        }
        if (targets.isEmpty() || whoWaits(each).isEmpty())
            continue;
        if (const qsizetype more = targets.size() - kShown; more > 0)
            targets = targets.mid(0, kShown) << Text::tr("%n more", nullptr, static_cast<int>(more));
        lines << Text::tr("%1 on %2: %3").arg(toText(each), targets.join(QStringLiteral(", ")), whoWaits(each));
    }
    return lines.join(u'\n');
}

QStringList splitNames(const QString &names)
{
    QStringList list;
    qsizetype from = 0;
    bool quoted = false;
    for (qsizetype i = 0; i <= names.size(); ++i) {
        if (i == names.size() || (names[i] == u',' && !quoted)) {
            list << names.mid(from, i - from).trimmed();
            from = i + 1;
        } else if (names[i] == u'"') {
            quoted = !quoted;
        }
    }
    list.removeAll(QString());
    return list;
}

std::optional<QList<RelationLock>> relationLocksOf(const QString &text)
{
    QList<RelationLock> locks;
    if (text == u"none")
        return locks;
    for (const QString &part : text.split(QStringLiteral("; "))) {
        const qsizetype on = part.indexOf(u" on ");
        const auto mode = lockModeOf(part.left(on));
        if (on < 0 || !mode)
            return {};
        for (const QString &target : splitNames(part.mid(on + 4))) {
            const bool each = target.startsWith(kEachPartition);
            locks << RelationLock{*mode, each ? target.mid(kEachPartition.size()) : target, each};
        }
    }
    return locks;
}

QList<RelationLock> strongestLocks(const QList<RelationLock> &locks)
{
    QMap<QString, RelationLock> strongest;
    for (const RelationLock &lock : locks) {
        RelationLock &held = strongest.insert(lock.target(), strongest.value(lock.target(), lock)).value();
        held.mode = std::max(held.mode, lock.mode);
    }
    QList<RelationLock> list = strongest.values();
    std::stable_sort(list.begin(), list.end(),
                     [](const RelationLock &a, const RelationLock &b) { return a.mode > b.mode; });
    return list;
}

} // namespace parterre
