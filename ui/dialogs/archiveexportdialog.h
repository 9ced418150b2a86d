// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/fileexport.h"
#include "pg/catalog/partitiontree.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace parterre {

/// Which rows go into a new archive file of a folder.
class ArchiveExportDialog : public QDialog {
    Q_OBJECT

public:
    ArchiveExportDialog(const PartitionForest &forest, const QString &folder, QWidget *parent = nullptr);

Q_SIGNALS:
    void exportRequested(const parterre::ExportRequest &request);

private:
    void showButtons();
    Result<ExportRequest> request() const;

    QString m_folder;
    QComboBox *m_table = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_where = nullptr;
    QComboBox *m_format = nullptr;
    QLabel *m_reason = nullptr;
    QPushButton *m_go = nullptr;
};

} // namespace parterre
