// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivepolicy.h"

#include <QDialog>
#include <QMap>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace parterre {

/// Which queries a savings report of a policy measures, and which prices it counts with.
class ArchiveSavingsDialog : public QDialog {
    Q_OBJECT

public:
    ArchiveSavingsDialog(const ArchivePolicy &policy, bool mayChange, QWidget *parent = nullptr);

Q_SIGNALS:
    void keepRequested(const QStringList &queries, const parterre::ArchivePrices &prices);

private:
    QWidget *makeQueries(const QStringList &queries);
    QWidget *makePrices(const ArchivePrices &prices);
    void showButtons();
    QStringList queries() const;
    Result<ArchivePrices> prices() const;
    Result<> check() const;

    bool m_mayChange;
    QPlainTextEdit *m_queries = nullptr;
    QLineEdit *m_currency = nullptr;
    QMap<QString, QLineEdit *> m_prices; ///< by ArchivePrices::places()
    QSpinBox *m_backups = nullptr;
    QLabel *m_reason = nullptr;
    QPushButton *m_keep = nullptr;
};

} // namespace parterre
