// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QObject;
class QThreadPool;

namespace parterre {

/// Something to run on another thread, which sees everything that was written before it was handed over.
class HandedOver {
public:
    virtual ~HandedOver() = default;
    virtual void run() = 0;
};

/// Run it on the pool, through QtConcurrent; it lives until then.
void runOnPool(QThreadPool &pool, HandedOver &work);

/// Run it on the thread of `receiver` as soon as that gets there, unless `receiver` is gone by then.
void runOnThreadOf(QObject &receiver, HandedOver &work);

} // namespace parterre
