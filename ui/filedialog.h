// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDialog>

namespace parterre {

/// A dialog for a file or a folder, which goes when it is closed. Qt's own, where the desktop has none, asks for the
/// type and the icon of each file, which reads a database of types on the window's thread: this one does not.
QFileDialog *newFileDialog(QWidget *parent, const QString &objectName, const QString &title);

} // namespace parterre
