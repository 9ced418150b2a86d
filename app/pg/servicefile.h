// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace parterre {

/// A service that libpq finds under this name.
struct ServiceEntry {
    QString name;
    QString file; ///< where it is defined

    bool operator==(const ServiceEntry &other) const = default;
};

/// What the service files offer, and what is wrong with them: one broken place does not hide the rest.
struct ServiceList {
    QList<ServiceEntry> entries; ///< in the files' order; of a name that is there twice, the one that libpq takes
    QList<Error> problems;       ///< Usage; the path and, where a line is at fault, its number are in the message
};

/// The files that libpq looks into: PGSERVICEFILE or ~/.pg_service.conf, then pg_service.conf in PGSYSCONFDIR or in
/// Debian's directory. Those that are not there are left out, unless PGSERVICEFILE names it.
QStringList serviceFilePaths();

/// Read the names of the services in these files, as libpq reads them.
ServiceList readServices(const QStringList &paths);

} // namespace parterre
