// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pg/catalog/partitiontree.h"

#include <QDateTime>
#include <QObject>

namespace parterre {

class Database;

/// Reads the trees of a database in the background: names first, then bounds, then sizes, each handed over as it comes.
class ForestLoader : public QObject {
    Q_OBJECT

public:
    explicit ForestLoader(Database &database, QObject *parent = nullptr);

    /// Begin anew; what is under way is cancelled and says nothing more. After the first complete reading only the
    /// whole result is handed over: what is shown stays until then.
    void load();
    void cancel();
    /// The next reading is a first one, of another database.
    void forget();
    bool isLoading() const { return m_task != 0; }
    QDateTime readAt() const { return m_readAt; } ///< when the last complete reading ended

Q_SIGNALS:
    void started();
    void changed(const parterre::PartitionForest &forest); ///< arranged
    void progressed(const QString &what, int done, int total);
    void finished();
    void failed(const parterre::Error &error); ///< what was read before stays shown
    void cancelled();

private:
    Database &m_database;
    int m_task = 0;
    QDateTime m_readAt;
};

} // namespace parterre
