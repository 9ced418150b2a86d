// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveoverview.h"

#include <QWidget>

class QTreeView;

namespace parterre {

class ArchiveSizesCanvas;
class TableModel;

/// The runs of one archive, or of all, and how large table and archive were.
class ArchiveHistory : public QWidget {
    Q_OBJECT

public:
    explicit ArchiveHistory(QWidget *parent = nullptr);

    /// `policy`: whose runs; empty: all, without sizes.
    void show(const QList<ArchiveRun> &runs, const QString &policy);
    /// The run that is selected; null where there is none.
    const ArchiveRun *selected() const;

Q_SIGNALS:
    void selectionChanged();

private:
    QList<ArchiveRun> m_runs;
    TableModel *m_model = nullptr;
    QTreeView *m_view = nullptr;
    ArchiveSizesCanvas *m_sizes = nullptr;
};

} // namespace parterre
