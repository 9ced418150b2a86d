// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace parterre {

/// The modes in which a table can be locked, the weakest first (PostgreSQL manual, 13.3.1).
enum class LockMode {
    AccessShare,
    RowShare,
    RowExclusive,
    ShareUpdateExclusive,
    Share,
    ShareRowExclusive,
    Exclusive,
    AccessExclusive
};

/// As LOCK TABLE writes it: "SHARE UPDATE EXCLUSIVE".
QString toText(LockMode mode);
/// Read toText()'s form, or that of pg_locks: "ShareUpdateExclusiveLock". Absent for anything else.
std::optional<LockMode> lockModeOf(const QString &text);
/// The mode of a row of pg_locks in the words of LOCK TABLE; empty for what is no mode of these.
QString lockModeText(const QString &mode);
/// Who waits meanwhile, in a few words: "reads and writes wait"; empty where no statement on rows does.
QString whoWaits(LockMode mode);

/// Whatever else the text names that the server has of a view, a rule, a policy or a function; at most in this mode.
inline constexpr QStringView kWhatItNames = u"what it names";

/// A relation that a statement locks until its transaction ends. The indexes of a table are locked with it and are not
/// named.
struct RelationLock {
    LockMode mode = LockMode::AccessShare;
    QString relation;           ///< quoted; or words, such as kWhatItNames
    bool eachPartition = false; ///< not the relation, but every partition of it

    QString target() const; ///< "public.orders", "each partition of public.orders"
};

/// "ACCESS EXCLUSIVE on public.orders, public.line; ROW SHARE on public.customer"; "none" for an empty list.
QString toText(const QList<RelationLock> &locks);

/// Read toText()'s form. Absent where a mode is none of PostgreSQL's. A name that holds "; " must not be in it.
std::optional<QList<RelationLock>> relationLocksOf(const QString &text);

/// Split "public.a, \"b, c\"" at the commas between names.
QStringList splitNames(const QString &names);

/// What the locks mean for the application, a line for each mode that makes reads or writes wait: "ACCESS EXCLUSIVE on
/// public.orders, public.line: reads and writes wait"; empty where none does. Many names are cut short.
QString impactText(const QList<RelationLock> &locks);

/// Of each target its strongest mode, the strongest first, and by name.
QList<RelationLock> strongestLocks(const QList<RelationLock> &locks);

} // namespace parterre
