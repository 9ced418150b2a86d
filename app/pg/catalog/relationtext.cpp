// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/catalog/relationtext.h"

#include "base/units.h"

#include <QCoreApplication>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(RelationText)
};

QString marked(const Amount &amount, const QString &text)
{
    if (amount.atLeast && amount.value == 0)
        return u"?"_s;
    const QString mark = amount.atLeast ? u"≥ "_s : amount.approximate ? u"≈ "_s : QString();
    return mark % text;
}

} // namespace

QString bytesText(const Amount &amount)
{
    return marked(amount, formatBytes(amount.value));
}

QString countText(const Amount &amount)
{
    return marked({amount.value, false, amount.atLeast}, formatCount(amount.value));
}

QString lockText(const LockHolder &lock)
{
    QString who = lock.pid > 0 ? Text::tr("PID %1").arg(lock.pid) : Text::tr("a prepared transaction");
    QStringList about{lock.user, lock.application};
    about.removeAll(QString());
    if (!about.isEmpty())
        who += u" (" % about.join(u", "_s) % u')';
    const QString text = lock.granted ? Text::tr("locked %1 by %2") : Text::tr("%2 waits for %1");
    const QString since = lock.since.isValid()
        ? Text::tr(" for %1").arg(formatDuration(lock.since.msecsTo(QDateTime::currentDateTimeUtc())))
        : QString();
    return text.arg(lock.mode, who) % since;
}

QString stateText(const PartitionNode &node)
{
    QStringList parts;
    if (node.detachPending)
        parts << Text::tr("detach pending: FINALIZE it");
    if (node.lock)
        parts << lockText(*node.lock);
    else if (node.unread)
        parts << Text::tr("was locked while it was read");
    if (node.kind == RelationKind::Foreign)
        parts << Text::tr("foreign table");
    return parts.join(u"; "_s);
}

QString boundText(const PartitionNode &node)
{
    QStringList parts;
    if (node.bound)
        parts << (node.isDefault ? u"DEFAULT"_s : QString(*node.bound).remove(u"FOR VALUES "_s));
    else if (node.parentOid != 0)
        parts << (node.isDefault ? u"DEFAULT"_s : Text::tr("not read"));
    if (node.partitionKey)
        parts << Text::tr("by %1").arg(*node.partitionKey);
    return parts.join(u", "_s);
}

} // namespace parterre
