// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace parterre {

/// What kind of thing ended an operation. `Cancelled` is the one that is no fault: somebody asked for it.
enum class ErrorCode {
    Cancelled,        ///< the user's own cancel; nothing is wrong
    Usage,            ///< wrong arguments, unreadable file, a plan that is no plan
    Connection,       ///< host, TLS, authentication, database, or a connection that broke
    Rights,           ///< SQLSTATE 42501 and what the preflight knows to be missing
    NotFound,         ///< a table, migration or column that does not exist
    Refused,          ///< the preflight or a guard says no; nothing was changed
    Mismatch,         ///< verification found rows that differ
    LockNotAvailable, ///< 55P03, 40P01: nothing was changed, trying again may help
    Fenced,           ///< another runner took this migration over
    Changed,          ///< the table is not what the plan describes any more
    OutcomeUnknown,   ///< the connection broke during COMMIT; reconcile with the journal, never repeat
    Server,           ///< any other error of the server
    Internal          ///< a bug of ours
};

/// A failed operation in PostgreSQL's style, with the facts a caller can act on.
struct [[nodiscard]] Error {
    ErrorCode code = ErrorCode::Internal;
    QString message;     ///< one line, lower-case first letter, no full stop
    QString detail;      ///< what was found; may be empty
    QString hint;        ///< what to try; may be empty
    QString sqlState;    ///< five characters, empty where no server spoke
    QString statementId; ///< id of the statement file, empty where none was running

    bool connectionLost = false;   ///< the session is dead: open a new one
    bool passwordMissing = false;  ///< the server asked for a password and there was none
    bool passwordRejected = false; ///< there was one, and the server did not take it

    /// Trying the same transaction again is safe and may succeed (serialization failure, deadlock, unique conflict
    /// with a concurrent transaction, lock timeout).
    bool isRetryable() const;
    bool isCancelled() const { return code == ErrorCode::Cancelled; }

    /// Several lines "ERROR: … / DETAIL: … / HINT: …".
    QString toText() const;
};

template<class T = void>
using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

/// Build a failure: `return failure(ErrorCode::Usage, tr("…"));`
Failure failure(ErrorCode code, const QString &message, const QString &detail = {}, const QString &hint = {});

} // namespace parterre

/// Return the error of `expression` to the caller, if it has one.
#define PARTERRE_TRY(expression)                                                                                       \
    do {                                                                                                               \
        if (auto parterreTried_ = (expression); !parterreTried_)                                                       \
            return tl::unexpected(std::move(parterreTried_).error());                                                  \
    } while (false)

#define PARTERRE_CONCAT_(a, b) a##b
#define PARTERRE_CONCAT(a, b) PARTERRE_CONCAT_(a, b)

/// Define `variable` from the value of `expression`, or return its error to the caller.
#define PARTERRE_ASSIGN(variable, expression)                                                                          \
    auto PARTERRE_CONCAT(parterreResult_, __LINE__) = (expression);                                                    \
    if (!PARTERRE_CONCAT(parterreResult_, __LINE__))                                                                   \
        return tl::unexpected(std::move(PARTERRE_CONCAT(parterreResult_, __LINE__)).error());                          \
    auto variable = std::move(*PARTERRE_CONCAT(parterreResult_, __LINE__))
