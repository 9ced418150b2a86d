// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/filefolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QUuid>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(FileFolder)
};

constexpr qint64 kMostBytes = 4096;

QString markPath(const QString &folder)
{
    return QDir(folder).filePath(kFolderMark);
}

} // namespace

QString folderId(const QString &folder)
{
    QFile mark(markPath(folder));
    if (!mark.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression id(u"^[0-9a-f]{32}$"_s, QRegularExpression::MultilineOption);
    return id.match(QString::fromUtf8(mark.read(kMostBytes))).captured();
}

Result<> proveFolder(const QString &folder, const QString &id, const QString &policy)
{
    if (folderId(folder) == id)
        return {};
    return failure(ErrorCode::Refused, Text::tr("%1 is not the folder that the policy's files go to").arg(folder),
                   Text::tr("Its %1 is missing, or is another one: perhaps a disk is not mounted.").arg(kFolderMark),
                   Text::tr("Mount it. Only where the files are to go to another folder from now on: parterrectl "
                            "archive add %1 --files %2.")
                       .arg(policy, folder));
}

Result<QString> takeFolder(const QString &folder)
{
    if (!QDir(folder).exists())
        return failure(ErrorCode::Refused, Text::tr("there is no folder %1 on this machine").arg(folder), {},
                       Text::tr("Parterre makes none: it might be where a disk is to be mounted."));
    if (const QString known = folderId(folder); !known.isEmpty())
        return known;
    const QString made = QUuid::createUuid().toString(QUuid::Id128);
    const QString says = Text::tr("Archive files of Parterre. By this file their folder is known.");
    QFile mark(markPath(folder));
    if (!mark.open(QIODevice::NewOnly) || mark.write((says % u'\n' % made % u'\n').toUtf8()) < 0 || !mark.flush())
        return failure(ErrorCode::Refused, Text::tr("%1 cannot be written").arg(mark.fileName()), mark.errorString());
    return made;
}

} // namespace parterre
