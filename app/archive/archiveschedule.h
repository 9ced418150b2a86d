// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace parterre {

/// When a schedule was due last, up to `now` and on its clock. Of systemd's OnCalendar it reads "*-*-DD HH:MM:SS" (each
/// month that has such a day) and "*-*-* HH:MM:SS" (each day); invalid for anything else.
QDateTime lastDue(const QString &schedule, const QDateTime &now);

} // namespace parterre
