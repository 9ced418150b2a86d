// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartpage.h"

namespace parterre {

class BoundsCanvas;
struct DateLanes;

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

    ChartContent presentTable(const ChartSubject &subject, const QString &whyNoStrip) const;

    BoundsCanvas *m_strips = nullptr;
};

} // namespace parterre
