// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "insight/seededrandom.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <optional>

namespace parterre {

class Session;

/// Count and hash sum of the rows that a ledger does not know.
struct RowSum {
    qint64 rows = 0;
    QString sum;
    bool operator==(const RowSum &other) const = default;
};

/// How a table and a ledger differ.
struct LedgerComparison {
    qint64 ledgerRows = 0; ///< rows that the ledger expects, each compared in all columns
    qint64 otherRows = 0;  ///< rows nobody wrote to, compared by count and hash sum
    qint64 missing = 0;
    qint64 surplus = 0; ///< deleted by the application and still there, or there twice
    qint64 different = 0;
    bool othersEqual = true;
    QStringList examples; ///< at most ten, a line each

    bool isEqual() const { return missing == 0 && surplus == 0 && different == 0 && othersEqual; }
};

/// What an application has committed to public.transactions: the text of every row it knows, and the keys of rows that
/// it has removed. Rows of before are adopted, so that they can be changed like its own.
class WriteLedger {
public:
    /// Take over about that share of the table's rows and sum up the others. Nobody else writes meanwhile.
    Result<> adopt(Session &session, double percent, quint64 seed);

    /// Choose a row that no operation under way has claimed, and claim it. Nothing if there is none.
    std::optional<QString> claim(SeededRandom &random);
    void release(const QString &id);
    QByteArray line(const QString &id) const { return m_rows.value(id).line; }

    /// A committed insert, update or change of the key; the claim on the row ends.
    void inserted(const QString &id, const QByteArray &line);
    void updated(const QString &id, const QString &newId, const QByteArray &line);
    void removed(const QString &id);

    qint64 size() const { return m_ids.size(); }

    /// Compare all columns of all rows. Nobody writes meanwhile.
    Result<LedgerComparison> compare(Session &session) const;

private:
    struct Row {
        QByteArray line;      ///< of a removed row: null
        qsizetype place = -1; ///< in m_ids; -1 for a removed row
        bool claimed = false;
    };
    void put(const QString &id, const QByteArray &line);
    void takeOut(const QString &id);
    Result<> compareKnown(Session &session, LedgerComparison &comparison) const;

    QHash<QString, Row> m_rows; ///< every id that was ever known
    QStringList m_ids;          ///< of the rows that exist
    RowSum m_others;
};

} // namespace parterre
