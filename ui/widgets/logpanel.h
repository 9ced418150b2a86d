// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTableView;

namespace parterre {

class StatementLogModel;

/// The statements that the program sent; what is selected, or all, can be copied as a psql script.
class LogPanel : public QWidget {
    Q_OBJECT

public:
    explicit LogPanel(StatementLogModel &log, QWidget *parent = nullptr);

private:
    QList<int> chosenRows() const;

    StatementLogModel &m_log;
    QTableView *m_view = nullptr;
};

} // namespace parterre
