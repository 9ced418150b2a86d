// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/switchforecast.h"

namespace parterre {

// A lock forecast in words, the same in the window and on the command line.

/// Some sentences: the sample, the share, the attempts, the best minute, what could not be seen.
QStringList summaryOf(const SwitchForecast &forecast);

QStringList obstacleHeadings();
QStringList obstacleCells(const SwitchForecast &forecast, const Obstacle &obstacle);

QString shareText(double share);          ///< "87 %"; never "100 %" for less than all
QString clockText(const QDateTime &when); ///< "14:02:10", local time

} // namespace parterre
