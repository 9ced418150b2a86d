// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// The parts of a report as one self-contained HTML document: no script, nothing loaded from elsewhere. Texts are
/// plain and are escaped here.
namespace parterre::html {

/// `body`: of the parts below.
QString document(const QString &title, const QString &body);
QString heading(const QString &text);
QString paragraph(const QString &text);
/// The names of columns; one with a leading ">" holds figures. `rows`: of row().
QString table(const QStringList &columns, const QStringList &rows);
/// `cells`: of cell(), number(), or written out.
QString row(const QStringList &cells);
QString cell(const QString &text);
QString number(const QString &text);
/// A few words in the colour of good or bad news.
QString verdict(bool good, const QString &text);

} // namespace parterre::html
