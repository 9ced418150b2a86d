// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QStringList>

namespace parterre {

/// Quote one identifier the way quote_ident() does: only where it must be.
QString quoteIdentifier(const QString &name);
QStringList quoteIdentifiers(const QStringList &names);

/// Quote a string constant; uses E'' only where a backslash asks for it.
QString quoteLiteral(const QString &text);

/// A schema-qualified name, unquoted parts.
struct QualifiedName {
    QString schema;
    QString name;

    /// `schema.name`, each part quoted where needed: ready for SQL and for people.
    QString quoted() const;
    bool isEmpty() const { return name.isEmpty(); }
    bool operator==(const QualifiedName &other) const = default;

    /// The same schema, another name.
    QualifiedName sibling(const QString &otherName) const { return {schema, otherName}; }

    /// Read what a person typed: `schema.table`, `"Mixed Case"."a.b"`; unquoted parts fold to lower case as in SQL.
    /// A single part gets an empty schema. Errors: Usage.
    static Result<QualifiedName> parse(const QString &text);
};

} // namespace parterre
