// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/switchforecast.h"

#include <QWidget>

namespace parterre {

/// One cell a minute of a lock forecast: filled by the share of the moments at which the switch would have got through,
/// with the figure where there is room; the best is framed.
class MinuteStrip : public QWidget {
    Q_OBJECT

public:
    explicit MinuteStrip(QWidget *parent = nullptr);

    void setForecast(const SwitchForecast &forecast);

    QSize sizeHint() const override { return {400, 34}; }
    QSize minimumSizeHint() const override { return {120, 30}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF rect(qsizetype minute) const;
    QString textOf(qsizetype minute) const;

    QList<ForecastMinute> m_minutes;
    int m_best = -1;
};

} // namespace parterre
