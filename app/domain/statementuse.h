// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/qualifiedname.h"

#include <QList>
#include <QStringList>

namespace parterre {

/// Something in the text of a statement, or of a function, that means something else or fails once the table is
/// partitioned.
struct StatementUse {
    enum class Kind {
        ConflictColumns,    ///< INSERT … ON CONFLICT (columns)
        ConflictConstraint, ///< INSERT … ON CONFLICT ON CONSTRAINT name
        ConflictAny,        ///< INSERT … ON CONFLICT DO NOTHING
        ConflictSetsKey,    ///< INSERT … ON CONFLICT … DO UPDATE SET the partition key
        SetsKey,            ///< UPDATE … SET the partition key
        SystemColumn,       ///< INSERT … RETURNING xmin or xmax
        Only,               ///< ONLY the table
        CopyTo              ///< COPY table TO
    };
    Kind kind = Kind::ConflictAny;
    QStringList names; ///< the columns, in their order, or the constraint; empty for expressions
    QString excerpt;   ///< the statement up to there, constants as …; cut, one line
};

/// What `text` does to a table, which it may call by each of `tables` (the table and the views on it), with or without
/// the schema. `keyColumn` is the partition key. Looks into string constants too: they may be run by EXECUTE. A reading
/// of text, not of meaning: a table of the same name in another schema is taken for this one.
QList<StatementUse> statementUses(const QString &text, const QList<QualifiedName> &tables, const QString &keyColumn);

/// True for one SELECT, UPDATE or DELETE that names the table and nowhere the partition key.
bool missesKey(const QString &statement, const QualifiedName &table, const QString &keyColumn);

/// One line of at most `length` characters, without comments, constants as …
QString excerptOf(const QString &statement, qsizetype length = 160);

} // namespace parterre
