// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/details.h"
#include "migration/verifier.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;

namespace parterre {

class TableModel;

/// What the verifications found: a verdict a partition, and the rows that differ, both sides beside each other.
class VerificationPanel : public QWidget {
    Q_OBJECT

public:
    explicit VerificationPanel(QWidget *parent = nullptr);

    /// `said`: the verdict in the runner's words; empty = it is made of the checks.
    void showChecks(const QList<LeafCheck> &checks, const QString &said = {});
    void setComparing(bool on); ///< a comparison runs
    void setPast();             ///< the partitions are gone
    void showReport(const VerificationReport &report);
    void setMayVerify(bool may);

Q_SIGNALS:
    void verifyRequested(bool strict);
    void repairRequested(bool strict);

private:
    TableModel *m_verdicts = nullptr;
    TableModel *m_differences = nullptr;
    QLabel *m_summary = nullptr;
    QCheckBox *m_strict = nullptr;
    QPushButton *m_verify = nullptr;
    QPushButton *m_repair = nullptr;
    bool m_mayVerify = false;
    bool m_comparing = false;
    bool m_hasReport = false; ///< the summary is the report's
};

} // namespace parterre
