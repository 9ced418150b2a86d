// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "pg/catalog/partitiontree.h"

#include <QWidget>

class QLabel;
class QTabWidget;
class QToolButton;

namespace parterre {

class ChartPage;

/// The charts of one relation or of all: sizes, growth over time, bounds and a treemap, each with a table twin.
class ChartPane : public QWidget {
    Q_OBJECT

public:
    explicit ChartPane(QWidget *parent = nullptr);

    /// Show the relation `oid` of `forest` and what is below it; 0: the roots of the database. The forest is arranged;
    /// bounds and sizes may be missing or estimates. Cheap, also for 10,000 partitions: only the chart that is seen is
    /// made, once when the event loop is idle, whatever came in until then.
    void setData(const PartitionForest &forest, quint32 oid);

    /// Write the chart of the current tab; the path's suffix says how: .png, .svg or .csv. An existing file is
    /// replaced. Returns whether it was written; fills `error` if not. Shows no dialog.
    bool exportTo(const QString &path, Error *error = nullptr);

Q_SIGNALS:
    void overviewRequested();            ///< all tables again
    void relationActivated(quint32 oid); ///< double click or Enter on a bar, a strip's segment, a tile or a row

private:
    void addPage(ChartPage *page, const QString &name, const QString &title);
    ChartPage *currentPage() const;
    QWidget *makeCorner();
    QToolButton *makeOverviewButton();
    QToolButton *makeTableButton();
    QToolButton *makeExportButton();
    void chooseFile(const QString &suffix);
    void showError(const Error &error);

    QList<ChartPage *> m_pages;
    QTabWidget *m_tabs = nullptr;
    QLabel *m_error = nullptr;
    QToolButton *m_overview = nullptr;
    quint32 m_oid = 0;
};

} // namespace parterre
