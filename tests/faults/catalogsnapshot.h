// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/cluster.h"

#include <QStringList>

namespace parterre::test {

/// What a database's catalog holds outside schema parterre and the system's own, one object a line, sorted: schemas,
/// relations with owner, options and grants, columns, constraints, indexes, sequences, views, rules, triggers with
/// their enabled state, functions, types, policies, publications, statistics, comments.
///
/// Read by the superuser of the test in one statement; takes no lock but that of the catalogs.
QStringList catalogSnapshot(Cluster &cluster, const QString &database);

/// Lines that are only in `before` ("- …") or only in `after` ("+ …"); empty when nothing was left behind.
QStringList compareCatalogs(const QStringList &before, const QStringList &after);

/// Triggers and functions of any migration that still exist anywhere in the database, one a line.
QStringList hooksLeft(Cluster &cluster, const QString &database);

} // namespace parterre::test
