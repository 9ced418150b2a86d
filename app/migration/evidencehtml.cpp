// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "domain/htmlreport.h"
#include "migration/evidence.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;
using namespace html;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Evidence)
};

QString momentText(const QDateTime &at)
{
    return at.toUTC().toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
}

QString milliseconds(double ms)
{
    return ms < 1000 ? QLocale().toString(ms, 'f', ms < 10 ? 2 : 0) % u" ms" : formatDuration(static_cast<qint64>(ms));
}

QString summary(const Evidence &e)
{
    const Plan &plan = e.plan;
    QString html = u"<dl>"_s;
    const auto line = [&](const QString &term, const QString &value) {
        html += u"<dt>" % term.toHtmlEscaped() % u"</dt><dd>" % value.toHtmlEscaped() % u"</dd>\n";
    };
    line(Text::tr("Migration"), plan.id);
    line(Text::tr("State"),
         e.status.state % u", "
             % Text::tr("since %1").arg(momentText(QDateTime::fromString(e.status.since, Qt::ISODate))));
    line(Text::tr("Database"),
         Text::tr("%1, PostgreSQL %2, system %3").arg(plan.database, e.serverVersion, plan.systemIdentifier));
    line(Text::tr("Layout"),
         Text::tr("%1 rows, %2, into %3 partitions by %4, every %5")
             .arg(formatCount(plan.rows), formatBytes(plan.bytes), formatCount(plan.leaves.size()),
                  quoteIdentifier(plan.keyColumn), plan.every));
    line(Text::tr("Plan"), Text::tr("made %1 by %2, SHA-256 %3").arg(plan.createdAt, plan.program, e.planDigest));
    line(Text::tr("Way back"), e.status.wayBack);
    const auto back = std::find_if(e.definitions.cbegin(), e.definitions.cend(),
                                   [](const DefinitionProof &proof) { return proof.moment == kRolledBackMoment; });
    line(Text::tr("Rollback"),
         back == e.definitions.cend() ? Text::tr("was not used in this migration")
                                      : Text::tr("was used; ended %1").arg(momentText(back->at)));
    line(Text::tr("Report"), Text::tr("made %1 UTC by %2; times are UTC").arg(momentText(e.madeAt), e.program));
    return html % u"</dl>\n";
}

QString findings(const Evidence &e)
{
    QStringList rows;
    for (const Finding &finding : e.plan.findings)
        rows << row(
            {cell(toText(finding.severity)), cell(finding.code), cell(finding.object), cell(finding.consequence)});
    return heading(Text::tr("What the plan announced"))
        % table({Text::tr("Kind"), Text::tr("Code"), Text::tr("Object"), Text::tr("Consequence")}, rows);
}

QString steps(const Evidence &e)
{
    QStringList rows;
    for (const StepTimes &step : e.steps)
        rows << row({cell(step.step.isEmpty() ? Text::tr("connecting") : step.step), cell(momentText(step.startedAt)),
                     cell(momentText(step.endedAt)),
                     number(step.step.isEmpty() ? QString() // all sessions of all steps
                                                : formatDuration(step.workedMs)),
                     number(formatCount(step.statements)), number(formatCount(step.failures)), cell(step.lastFailure)});
    return heading(Text::tr("Steps"))
        % table({Text::tr("Step"), Text::tr("Began"), Text::tr("Ended"), u'>' % Text::tr("Took, without stops"),
                 u'>' % Text::tr("Statements"), u'>' % Text::tr("Failed"), Text::tr("Last error")},
                rows);
}

QString notes(const Evidence &e)
{
    QStringList rows;
    for (const Note &note : e.notes)
        rows << row({cell(momentText(note.at)), cell(note.step), cell(note.text)});
    return heading(Text::tr("Who ran what, and what was said"))
        % table({Text::tr("At"), Text::tr("Step"), Text::tr("Note")}, rows);
}

QString method(const QString &name)
{
    return name == u"strict" ? Text::tr("byte by byte") : Text::tr("by hash of values: 1.0 equals 1.00");
}

QString checks(const Evidence &e)
{
    if (e.checks.isEmpty())
        return heading(Text::tr("Verification")) % u"<p>" % Text::tr("Nothing was compared yet.") % u"</p>\n";
    QStringList rows;
    qint64 all = 0;
    for (const LeafCheck &check : e.checks) {
        all += check.sourceRows;
        rows << row({cell(check.leaf), number(formatCount(check.sourceRows)), number(formatCount(check.targetRows)),
                     u"<td class=sum>" % check.sourceSum % u"<br>" % check.targetSum % u"</td>",
                     u"<td>" % verdict(check.equal, check.equal ? Text::tr("equal") : Text::tr("differs")) % u"</td>",
                     cell(method(check.method)), cell(momentText(check.at))});
    }
    const bool equal = std::all_of(e.checks.cbegin(), e.checks.cend(), [](const LeafCheck &c) { return c.equal; });
    return heading(Text::tr("Verification")) % u"<p>"
        % verdict(equal,
                  equal ? Text::tr("%1 rows in %2 partitions were compared; all were equal.")
                              .arg(formatCount(all), formatCount(e.checks.size()))
                        : Text::tr("The two tables differ."))
        % u"</p>\n"
        % table({Text::tr("Partition"), u'>' % Text::tr("Rows, plain"), u'>' % Text::tr("Rows, partitioned"),
                 Text::tr("Checksums, plain above partitioned"), Text::tr("Verdict"), Text::tr("Compared"),
                 Text::tr("At")},
                rows);
}

QString definitions(const Evidence &e)
{
    QString html = heading(Text::tr("Catalog: everything that hangs on the table"));
    if (e.definitions.isEmpty())
        html += u"<p>"
            % Text::tr("Written down after the switch, after a rollback, and at Finish: none was reached yet.")
            % u"</p>\n";
    for (const DefinitionProof &proof : e.definitions) {
        const QString when = proof.moment == kSwitchedMoment ? Text::tr("After the switch")
            : proof.moment == kRolledBackMoment              ? Text::tr("After the rollback")
                                                             : Text::tr("At Finish");
        const QString said = proof.changes.isEmpty() ? Text::tr("as in the plan, in everything")
            : proof.holds()                          ? Text::tr("as in the plan, but for what it announced")
                                                     : Text::tr("something differs that the plan did not announce");
        html += u"<p>" % when.toHtmlEscaped() % u" (" % momentText(proof.at) % u"): " % verdict(proof.holds(), said)
            % u"</p>\n";
        QStringList rows;
        for (const DefinitionChange &change : proof.changes)
            rows << row({cell(change.path), cell(change.before), cell(change.after),
                         change.reason.isEmpty()
                             ? QString(u"<td>" % verdict(false, Text::tr("not announced")) % u"</td>")
                             : cell(change.reason)});
        if (!rows.isEmpty())
            html += table({Text::tr("What"), Text::tr("In the plan"), Text::tr("Then"), Text::tr("Why")}, rows);
    }
    return html;
}

QString statements(const Evidence &e)
{
    QStringList rows;
    for (const RecordedStatement &each : e.statements) {
        const QString outcome = each.sqlState.isEmpty() ? QString() : QString(each.sqlState % u' ' % each.message);
        rows << row({cell(momentText(each.at)), number(QString::number(each.epoch)), cell(each.step),
                     u"<td><details><summary>" % each.id.toHtmlEscaped() % u"</summary><pre>"
                         % each.statement.toHtmlEscaped() % u"</pre></details></td>",
                     cell(each.locks), number(formatCount(each.runs)), number(milliseconds(each.durationMs)),
                     number(formatCount(each.rows)), cell(outcome)});
    }
    return heading(Text::tr("Every statement")) % u"<p>"
        % Text::tr("Repeats within a step are one line. Values are sent apart from the text and are not kept.")
        % u"</p>\n"
        % table({Text::tr("First at"), u'>' % Text::tr("Runner"), Text::tr("Step"), Text::tr("Statement"),
                 Text::tr("Locks"), u'>' % Text::tr("Runs"), u'>' % Text::tr("Time"), u'>' % Text::tr("Rows"),
                 Text::tr("Error")},
                rows);
}

} // namespace

QString toHtml(const Evidence &evidence)
{
    return document(Text::tr("Migration of %1").arg(evidence.plan.table.name.quoted()),
                    summary(evidence) % steps(evidence) % checks(evidence) % definitions(evidence) % notes(evidence)
                        % findings(evidence) % statements(evidence));
}

} // namespace parterre
