// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivepolicy.h"
#include "pg/catalog/partitiontree.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace parterre {

class ArchivePlanView;
class Database;

/// Which rows of a table are old, and what a run would do with them now. Changes nothing: keepRequested() hands the
/// policy over, and only one whose plan is not blocked.
class ArchivePolicyDialog : public QDialog {
    Q_OBJECT

public:
    /// `table`: the quoted name of the one to begin with; empty: the largest.
    ArchivePolicyDialog(Database &database, const PartitionForest &forest, const QString &table,
                        QWidget *parent = nullptr);

    /// Begin with a policy that is kept, and keep to its table.
    void change(const ArchivePolicy &policy);

Q_SIGNALS:
    void keepRequested(const parterre::ArchivePolicy &policy);

private:
    QFormLayout *makeForm(const PartitionForest &forest, const QString &table);
    void chooseTable();
    void plan();
    void takePlan();
    void fillColumns();
    void showButtons();
    QString complaint() const; ///< what of the form cannot be planned with; empty when all can
    ArchivePolicy policy() const;

    Database &m_database;
    ArchivePolicy m_kept; ///< what the form begins with
    QTimer m_rest;        ///< whoever types is not planned for at each key
    QComboBox *m_table = nullptr;
    QComboBox *m_column = nullptr;
    QSpinBox *m_days = nullptr;
    QLineEdit *m_archive = nullptr;
    QLineEdit *m_server = nullptr;
    QLineEdit *m_folder = nullptr;
    QCheckBox *m_leaveCut = nullptr;
    QLineEdit *m_hours = nullptr;
    QLineEdit *m_schedule = nullptr;
    ArchivePlanView *m_plan = nullptr;
    QLabel *m_reason = nullptr;
    QPushButton *m_unlock = nullptr;
    QPushButton *m_keep = nullptr;
};

} // namespace parterre
