// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/savingsreport.h"
#include "domain/htmlreport.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace parterre {

using namespace Qt::StringLiterals;
using namespace html;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(SavingsReport)
};

QString linesOf(const SavingsReport &report, SavingsLine::Part part)
{
    QStringList rows;
    for (const SavingsLine &line : report.lines) {
        if (line.part == part)
            rows << row({cell(line.what), number(line.beforeText()), number(line.afterText()),
                         number(line.differenceText()), cell(line.remark)});
    }
    if (rows.isEmpty())
        return {};
    return heading(headingText(part))
        % table({Text::tr("What"), u'>' % Text::tr("Before"), u'>' % Text::tr("After"), u'>' % Text::tr("Difference"),
                 Text::tr("By what")},
                rows);
}

} // namespace

QString toHtml(const SavingsReport &report)
{
    using Part = SavingsLine::Part;
    QString body =
        paragraph(momentLine(report, SavingsMoment::Before)) % paragraph(momentLine(report, SavingsMoment::After));
    for (const QString &sentence : report.conclusions)
        body += paragraph(sentence);
    for (const Part part : {Part::Storage, Part::Queries, Part::Dump, Part::Cost})
        body += linesOf(report, part);
    return document(Text::tr("What the archive of %1 saves").arg(report.policy.id()), body);
}

Result<> writeHtml(const SavingsReport &report, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(toHtml(report).toUtf8()) < 0 || !file.commit())
        return failure(ErrorCode::Usage, Text::tr("the report cannot be written to %1").arg(path), file.errorString());
    return {};
}

} // namespace parterre
