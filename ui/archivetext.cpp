// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/archivetext.h"

#include "base/units.h"

#include <QCoreApplication>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveText)
};

} // namespace

QString kindText(const ArchiveRun &run)
{
    if (run.kind == u"restore")
        return Text::tr("restore");
    return run.kind == u"undo" ? Text::tr("undo of a restore") : Text::tr("archive");
}

QString stateText(const ArchiveRun &run)
{
    if (run.state == u"running")
        return Text::tr("running");
    if (run.state == u"failed")
        return Text::tr("failed");
    if (run.state == u"cancelled")
        return Text::tr("cancelled");
    return run.details.contains(u"undone") ? Text::tr("done, taken back") : Text::tr("done");
}

QString momentText(const QString &serverMoment)
{
    const QDateTime moment = readServerMoment(serverMoment);
    return moment.isValid() ? moment.toString(u"yyyy-MM-dd HH:mm"_s) % u" UTC" : QString();
}

QString wayText(const LeafTask &task)
{
    if (task.way == LeafTask::Way::Whole)
        return Text::tr("as a whole, in milliseconds");
    return task.reason.isEmpty() ? Text::tr("row by row") : Text::tr("row by row: %1").arg(task.reason);
}

QString summaryText(const ArchivePlan &plan)
{
    QString text = Text::tr("Rows of %1 with %2 before %3 go to %4: about %5 rows, %6.")
                       .arg(plan.source.name.quoted(), quoteIdentifier(plan.policy.ageColumn), plan.cutoff,
                            placeText(plan.policy), formatCount(plan.rows()), formatBytes(plan.bytes()));
    if (const auto expected = plan.expectedMs())
        text += u' ' % Text::tr("At the rate of the last run that takes %1.").arg(formatDuration(*expected));
    return text;
}

QString doneText(const ArchiveReport &report, const QString &table)
{
    QStringList lines{
        Text::tr("%1 rows (%2) of %3 were archived in %4.")
            .arg(formatCount(report.rows), formatBytes(report.bytes), table, formatDuration(report.tookMs))};
    if (report.leaves > 0)
        lines << Text::tr("%n partition(s) moved as a whole.", nullptr, report.leaves);
    if (report.leftBehind > 0)
        lines
            << Text::tr("%1 rows were held by somebody; the next run takes them.").arg(formatCount(report.leftBehind));
    return (lines + report.remarks).join(u'\n');
}

QString doneText(const RestoreReport &report, const QString &table)
{
    QString text =
        Text::tr("%1 rows (%2) are in %3 again.").arg(formatCount(report.rows), formatBytes(report.bytes), table);
    if (report.conflicts.count > 0)
        text += u' '
            % Text::tr("%n row(s) stayed in the archive, since their keys are live.", nullptr,
                       static_cast<int>(report.conflicts.count));
    return text;
}

QString undoneText(const RestoreReport &report, const QString &table)
{
    QString text = Text::tr("%1 rows of %2 are in the archive again.").arg(formatCount(report.rows), table);
    if (report.changedRows > 0)
        text += u' '
            % Text::tr("%1 rows were changed or deleted since, or others hold them, and stay so: %2.")
                  .arg(formatCount(report.changedRows), report.changed.mid(0, 20).join(u", "_s));
    return text;
}

Script scriptOf(const QList<ArchiveStatement> &statements)
{
    QList<PlannedStatement> planned;
    for (const ArchiveStatement &statement : statements)
        planned << PlannedStatement{statement.sql, statement.remark};
    return scriptOf(planned);
}

Script scriptOf(const QList<SqlText> &statements)
{
    QList<PlannedStatement> planned;
    for (const SqlText &sql : statements)
        planned << PlannedStatement{sql, {}};
    return scriptOf(planned);
}

} // namespace parterre
