// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/relationlock.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace parterre {

/// Names and DDL fragments that fill the `{placeholders}` of a statement file. Every value must be quoted already
/// (QualifiedName::quoted(), quoteIdentifier(), quoteLiteral(), or text that the server itself deparsed).
using SqlNames = QMap<QString, QString>;

/// One statement: the text that is sent, previewed and logged, and what its file says of it.
struct SqlText {
    QString id;   ///< path below sql/ without ".sql": "migration/copy_batch"
    QString text; ///< without the header
    /// Header `-- locks:`: what it locks of the user's relations, and of the change logs; see relationLocksOf(). Where
    /// another major differs, `-- locks@18:` holds from that one on.
    QList<RelationLock> locks;
    /// The file is a query or a check: no rows, objects or sequences are changed. In doubt, and for text that is not
    /// from a file of ours, it is not.
    bool onlyReads = false;

    /// Load `:/sql/<id>.sql`, or its newest variant `<id>@N.sql` with N ≤ serverMajor. A missing file or a
    /// placeholder without a name is a bug: it ends the program.
    static SqlText load(const QString &id, const SqlNames &names = {}, int serverMajor = 0);
};

} // namespace parterre
