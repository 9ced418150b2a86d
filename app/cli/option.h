// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChar>
#include <QList>
#include <QString>
#include <QStringList>

namespace parterre {

/// What a value is; decides what is checked when it is read, and what the shell completes.
enum class ValueKind { Text, Number, File, Choice };

/// One option. The parser, --help, the man page and the completion are all driven by it.
struct Option {
    QChar letter = {};  ///< null: no short form
    QString name;       ///< without the dashes
    QString value = {}; ///< placeholder of its value, "HOST"; empty: a flag
    QString help;       ///< one sentence without the full stop, first letter small
    ValueKind kind = ValueKind::Text;
    QStringList choices = {}; ///< with ValueKind::Choice
    qint64 least = 0;         ///< with ValueKind::Number
    bool repeatable = false;  ///< every use counts

    bool isFlag() const { return value.isEmpty(); }
};

/// One argument of a verb that is no option.
struct Operand {
    QString name; ///< placeholder: "SCHEMA.TABLE"
    bool required = true;
    ValueKind kind = ValueKind::Text;
    QStringList choices = {};
};

/// The options every verb takes: psql's, and help and version.
const QList<Option> &commonOptions();

} // namespace parterre
