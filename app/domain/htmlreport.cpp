// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/htmlreport.h"

#include <QStringBuilder>

namespace parterre::html {

using namespace Qt::StringLiterals;

namespace {

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

} // namespace

QString document(const QString &title, const QString &body)
{
    const QString escaped = title.toHtmlEscaped();
    return u"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>" % escaped % u"</title><style>" % kStyle
        % u"</style></head><body>\n<h1>" % escaped % u"</h1>\n" % body % u"</body></html>\n";
}

QString paragraph(const QString &text)
{
    return u"<p>" % text.toHtmlEscaped() % u"</p>\n";
}

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

} // namespace parterre::html
