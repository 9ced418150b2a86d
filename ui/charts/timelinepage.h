// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartpage.h"
#include "ui/charts/perioddata.h"

namespace parterre {

class BarCanvas;

/// How a tree grew: bytes by period as standing bars, and their running total.
class TimelinePage : public ChartPage {
    Q_OBJECT

public:
    explicit TimelinePage(QWidget *parent = nullptr);

protected:
    ChartContent present(const ChartSubject &subject) override;
    QList<TableModel::Row> rows(const ChartSubject &subject, qsizetype most) const override;

private:
    TimelinePage(BarCanvas *bars, QWidget *parent);

    BarCanvas *m_bars = nullptr;
    PeriodSeries m_series;
};

} // namespace parterre
