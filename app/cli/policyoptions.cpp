// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/policyoptions.h"

#include "cli/paceoptions.h"

#include <QRegularExpression>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

using Values = QMap<QString, QString>; ///< of options

QString forShell(const QString &value)
{
    static const QRegularExpression plain(u"^[\\w./:=@%+,-]+$"_s);
    return plain.match(value).hasMatch() ? value : QString(u'\'' % QString(value).replace(u'\'', u"'\\''"_s) % u'\'');
}

// An option that means nothing to the policy's kind of archive is absent.
Values valuesOf(const ArchivePolicy &policy)
{
    const ArchiveSettings &settings = policy.settings;
    Values values = paceValues(settings.pace);
    values.insert({{u"column"_s, policy.ageColumn},
                   {u"keep-days"_s, QString::number(policy.keepDays)},
                   {u"batch-ms"_s, QString::number(settings.batchTargetMs)},
                   {u"pause-ms"_s, QString::number(settings.pauseMs)},
                   {u"schedule"_s, policy.schedule},
                   {u"cut"_s, settings.leaveCut ? u"leave"_s : u"move"_s}});
    if (policy.isInFiles()) {
        values.insert({{u"files"_s, settings.folder}, {u"format"_s, toText(settings.format)}});
        return values;
    }
    values.insert({{u"to"_s, policy.archive.quoted()}, {u"tablespace"_s, settings.tablespace}});
    if (policy.isOnServer())
        values.insert({{u"server"_s, settings.server}, {u"server-table"_s, settings.serverTable.quoted()}});
    return values;
}

} // namespace

QStringList toldOptions(const ArchivePolicy &policy, const ArchivePolicy &was, const QString &partitionKey)
{
    const Values now = valuesOf(policy);
    const Values before = was.createdAt.isEmpty() ? Values() : valuesOf(was);
    Values usual = valuesOf(ArchivePolicy());
    usual.insert({{u"column"_s, partitionKey},
                  {u"to"_s, defaultArchive(policy.table).quoted()},
                  {u"server-table"_s, policy.archive.quoted()},
                  {u"format"_s, toText(ArchiveFormat::Csv)}});
    QStringList told;
    for (auto value = now.cbegin(); value != now.cend(); ++value) {
        const bool changed = before.contains(value.key()) && before[value.key()] != *value;
        if (changed || usual.value(value.key()) != *value)
            told << u"--"_s % value.key() % u' ' % forShell(*value);
    }
    return told;
}

} // namespace parterre
