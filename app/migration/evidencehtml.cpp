// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "migration/evidence.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Evidence)
};

constexpr QLatin1String kStyle(R"(
body { font: 14px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 76em; padding: 0 1em; color: #1b1f24; background: #fff; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; border-bottom: 1px solid #c8ced4; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: 3px 10px 3px 0; border-bottom: 1px solid #e3e7eb; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.sum { font: 11px/1.4 monospace; word-break: break-all; }
pre { margin: 0; font: 12px/1.4 monospace; white-space: pre-wrap; word-break: break-word; }
.good { color: #0a6b3d; font-weight: 600; } .bad { color: #b3261e; font-weight: 600; }
summary { cursor: pointer; } dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 1.5em; } dt { color: #57606a; } dd { margin: 0; }
@media (prefers-color-scheme: dark) { body { color: #e6e8ea; background: #17191c; } th, td { border-color: #34393f; } h2 { border-color: #4a5058; } dt { color: #9aa3ad; } .good { color: #57c98d; } .bad { color: #ff8a80; } }
@media print { body { max-width: none; } details { display: block; } }
)");

QString cell(const QString &text)
{
    return u"<td>" % text.toHtmlEscaped() % u"</td>";
}

QString number(const QString &text)
{
    return u"<td class=n>" % text.toHtmlEscaped() % u"</td>";
}

QString verdict(bool good, const QString &text)
{
    return (good ? u"<span class=good>"_s : u"<span class=bad>"_s) % text.toHtmlEscaped() % u"</span>";
}

QString heading(const QString &text)
{
    return u"<h2>" % text.toHtmlEscaped() % u"</h2>\n";
}

// The names of columns; one with a leading ">" holds figures.
QString table(const QStringList &columns, const QStringList &rows)
{
    QString html = u"<table><thead><tr>"_s;
    for (const QString &column : columns)
        html += column.startsWith(u'>') ? QString(u"<th class=n>" % column.mid(1).toHtmlEscaped() % u"</th>")
                                        : QString(u"<th>" % column.toHtmlEscaped() % u"</th>");
    return html % u"</tr></thead><tbody>\n" % rows.join(u'\n') % u"\n</tbody></table>\n";
}

QString row(const QStringList &cells)
{
    return u"<tr>" % cells.join(QString()) % u"</tr>";
}

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
    const QString title = Text::tr("Migration of %1").arg(evidence.plan.table.name.quoted()).toHtmlEscaped();
    return u"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>" % title % u"</title><style>" % kStyle
        % u"</style></head><body>\n<h1>" % title % u"</h1>\n" % summary(evidence) % steps(evidence) % checks(evidence)
        % definitions(evidence) % notes(evidence) % findings(evidence) % statements(evidence) % u"</body></html>\n";
}

} // namespace parterre
