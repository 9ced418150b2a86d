// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace parterre {

/// Small, exact edits of SQL text that the server deparsed. All of them step over string constants, quoted identifiers,
/// dollar quotes and comments.

/// Add a column to the key list of an index or a constraint: "btree (a, b DESC) INCLUDE (c)" + "ts" ->
/// "btree (a, b DESC, ts) INCLUDE (c)". `text` holds the key list as its first parenthesis.
QString extendKeyList(const QString &text, const QString &quotedColumn);

/// Put a clause into the text of an index or a constraint: in front of the first " <keyword>" outside quotes and
/// parentheses, or at the end.
QString insertClause(const QString &text, const QString &clause, const QString &keyword);

/// Point a CREATE TRIGGER text at another table: the first " ON <from> " outside quotes becomes " ON <to> ".
/// Absent when the text holds no such place.
std::optional<QString> retargetTrigger(const QString &definition, const QString &from, const QString &to);

/// Take ONLY away before `table`, as the server writes it in the text of views, rules, policies and functions.
QString withoutOnly(const QString &definition, const QString &table);

/// A piece of SQL text. Comments and white space lie between the pieces.
struct SqlToken {
    enum class Kind {
        Word,   ///< keyword, unquoted name, number or $1, in lower case
        Name,   ///< "quoted identifier", without its quotes
        String, ///< 'constant' or $$constant$$, without its quotes; escapes of E'…' stay as they are
        Symbol  ///< any other character
    };
    Kind kind = Kind::Symbol;
    QString text;
    qsizetype from = 0; ///< where it stands, with its quotes
    qsizetype to = 0;
};
QList<SqlToken> sqlTokens(const QString &text);

/// Split a script into its statements, without the semicolons and surrounding white space; comments stay inside, and so
/// do the semicolons of BEGIN ATOMIC bodies.
QStringList splitStatements(const QString &script);

} // namespace parterre
