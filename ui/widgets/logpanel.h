// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QSortFilterProxyModel;
class QTableView;

namespace parterre {

class StatementLogModel;

/// The statements that the program sent, at first without those of pages that read by themselves; what is selected, or
/// all, can be copied as a psql script.
class LogPanel : public QWidget {
    Q_OBJECT

public:
    explicit LogPanel(StatementLogModel &log, QWidget *parent = nullptr);

private:
    QList<int> chosenRows() const;

    StatementLogModel &m_log;
    QSortFilterProxyModel *m_shown = nullptr;
    QTableView *m_view = nullptr;
    bool m_atEnd = true; ///< what comes is followed
};

} // namespace parterre
