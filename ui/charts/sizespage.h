// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartpage.h"
#include "ui/charts/sizedata.h"

namespace parterre {

class BarCanvas;

/// Which partitions are the biggest now: heap, indexes and TOAST of the biggest ones as lying bars.
class SizesPage : public ChartPage {
    Q_OBJECT

public:
    explicit SizesPage(QWidget *parent = nullptr);

protected:
    ChartContent present(const ChartSubject &subject) override;
    QList<TableModel::Row> rows(const ChartSubject &subject, qsizetype most) const override;

private:
    SizesPage(BarCanvas *bars, QWidget *parent);

    BarCanvas *m_bars = nullptr;
    QList<SizeBar> m_sizes;
};

} // namespace parterre
