// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/switchforecast.h"

#include <QDialog>

class QSpinBox;

namespace parterre {

/// Asks how long to watch.
class ForecastQuestion : public QDialog {
    Q_OBJECT

public:
    explicit ForecastQuestion(const QString &table, QWidget *parent = nullptr);

    ForecastRequest request() const;

private:
    QSpinBox *m_minutes = nullptr;
};

/// Shows a lock forecast: what it says, its minutes, and who was in the way.
class ForecastDialog : public QDialog {
    Q_OBJECT

public:
    explicit ForecastDialog(const SwitchForecast &forecast, QWidget *parent = nullptr);
};

} // namespace parterre
