// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivepolicy.h"

#include "domain/naming.h"

#include <QCoreApplication>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchivePolicy)
};

} // namespace

QString placeText(const ArchivePolicy &policy)
{
    if (policy.isInFiles())
        return Text::tr("files in %1").arg(policy.settings.folder);
    if (!policy.isOnServer())
        return policy.archive.quoted();
    return Text::tr("%1 on server %2").arg(policy.archive.quoted(), quoteIdentifier(policy.settings.server));
}

QualifiedName defaultArchive(const QualifiedName &table)
{
    return table.sibling(fitName(table.name, QStringLiteral("_archive")));
}

QualifiedName unionView(const QualifiedName &table)
{
    return table.sibling(fitName(table.name, QStringLiteral("_all")));
}

} // namespace parterre
