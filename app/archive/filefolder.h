// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

namespace parterre {

/// By which a folder is known as the one that files of policies go to: it has an id in it. A disk that is not mounted
/// has it not, and another disk has another one.
inline const QString kFolderMark = QStringLiteral("parterre-archive.txt");

/// The id of a folder; empty where it has no mark, or is not there.
QString folderId(const QString &folder);
/// Prove that a folder is the one that a policy's files go to. Errors: Refused.
Result<> proveFolder(const QString &folder, const QString &id, const QString &policy);
/// The id of a folder, of a mark that is made where there is none. Errors: Refused (no such folder, or it cannot be
/// written).
Result<QString> takeFolder(const QString &folder);

} // namespace parterre
