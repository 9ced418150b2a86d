// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivepolicy.h"

#include "domain/naming.h"

namespace parterre {

QualifiedName defaultArchive(const QualifiedName &table)
{
    return table.sibling(fitName(table.name, QStringLiteral("_archive")));
}

QualifiedName unionView(const QualifiedName &table)
{
    return table.sibling(fitName(table.name, QStringLiteral("_all")));
}

} // namespace parterre
