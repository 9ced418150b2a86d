// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filedialog.h"

#include <QAbstractFileIconProvider>
#include <QFileInfo>

namespace parterre {

namespace {

class PlainIcons final : public QAbstractFileIconProvider {
public:
    QIcon icon(IconType type) const override { return QAbstractFileIconProvider::icon(type); }
    QIcon icon(const QFileInfo &info) const override { return icon(info.isDir() ? Folder : File); }
    QString type(const QFileInfo &info) const override { return info.suffix(); }
};

} // namespace

QFileDialog *newFileDialog(QWidget *parent, const QString &objectName, const QString &title)
{
    static PlainIcons icons; // the dialog does not own them
    auto *dialog = new QFileDialog(parent, title);
    dialog->setObjectName(objectName);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setIconProvider(&icons);
    return dialog;
}

} // namespace parterre
