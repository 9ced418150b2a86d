// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled without TSan, which does not see the locks inside Qt's libraries: only a pointer goes through Qt here, and a
// std::mutex, which TSan sees, orders what stands behind it.
#include "tasks/handover.h"

#include <QObject>
#include <QThreadPool>
#include <QtConcurrent/qtconcurrentrun.h>

#include <mutex>

namespace parterre {

namespace {

std::mutex handing;

void take(HandedOver &work)
{
    {
        const std::lock_guard lock(handing); // goes on when whoever handed it over is through
    }
    work.run();
}

} // namespace

void runOnPool(QThreadPool &pool, HandedOver &work)
{
    const std::lock_guard lock(handing);
    (void)QtConcurrent::run(&pool, [pointer = &work] { take(*pointer); });
}

void runOnThreadOf(QObject &receiver, HandedOver &work)
{
    const std::lock_guard lock(handing);
    QMetaObject::invokeMethod(
        &receiver, [pointer = &work] { take(*pointer); }, Qt::QueuedConnection);
}

} // namespace parterre
