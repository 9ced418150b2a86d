// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveoverview.h"
#include "archive/savingsreport.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QLabel;
class QPushButton;

namespace parterre {

class Database;
class InlineMessage;
class StatePage;
class TableModel;

/// What the archive of one policy has saved: the report, and what it is made from. Reads by itself; what changes
/// something it asks its page for.
class ArchiveSavingsPanel : public QWidget {
    Q_OBJECT

public:
    explicit ArchiveSavingsPanel(Database &database, QWidget *parent = nullptr);

    void clear(); ///< another database
    /// The policies to choose from; reads the report of the chosen one anew while it is shown.
    void show(const QList<PolicyStanding> &policies);
    void setIdle(bool idle); ///< nothing runs

Q_SIGNALS:
    void measureRequested(const parterre::ArchivePolicy &policy, parterre::SavingsMoment moment);
    void keepRequested(const parterre::ArchivePolicy &policy, const QStringList &queries,
                       const parterre::ArchivePrices &prices);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeButtons();
    QWidget *makeReport();
    QPushButton *makeButton(const QString &text, const QString &objectName, const std::function<void()> &clicked);
    void setNames(const QStringList &names);
    const ArchivePolicy *chosen() const;
    void read();
    void take(const SavingsReport &report);
    void showButtons();
    void openSettings();
    void chooseFile();
    void write(const QString &path);

    Database &m_database;
    QList<ArchivePolicy> m_policies;
    std::optional<SavingsReport> m_report;
    int m_reading = 0;
    bool m_idle = true;
    InlineMessage *m_message = nullptr;
    StatePage *m_state = nullptr;
    QComboBox *m_policy = nullptr;
    QLabel *m_moments = nullptr;
    QLabel *m_conclusions = nullptr;
    TableModel *m_model = nullptr;
    QPushButton *m_before = nullptr;
    QPushButton *m_after = nullptr;
    QPushButton *m_settings = nullptr;
    QPushButton *m_export = nullptr;
};

} // namespace parterre
