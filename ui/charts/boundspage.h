// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartpage.h"
#include "ui/charts/datelanes.h"

namespace parterre {

class BoundsCanvas;

/// Which values have a partition: strips on an axis of time, and a table where the key is no date.
class BoundsPage : public ChartPage {
    Q_OBJECT

public:
    explicit BoundsPage(QWidget *parent = nullptr);

protected:
    ChartContent present(const ChartSubject &subject) override;
    QList<TableModel::Row> rows(const ChartSubject &subject, qsizetype most) const override;

private:
    BoundsPage(BoundsCanvas *strips, QWidget *parent);

    ChartContent presentTable(const ChartSubject &subject) const;

    BoundsCanvas *m_strips = nullptr;
    DateLanes m_found;
    qint64 m_now = 0;
};

} // namespace parterre
