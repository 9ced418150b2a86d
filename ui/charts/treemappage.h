// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartpage.h"

namespace parterre {

class TreemapCanvas;

/// Where the bytes are, over all levels.
class TreemapPage : public ChartPage {
    Q_OBJECT

public:
    explicit TreemapPage(QWidget *parent = nullptr);

protected:
    ChartContent present(const ChartSubject &subject) override;
    QList<TableModel::Row> rows(const ChartSubject &subject, qsizetype most) const override;

private:
    TreemapPage(TreemapCanvas *map, QWidget *parent);

    TreemapCanvas *m_map = nullptr;
};

} // namespace parterre
