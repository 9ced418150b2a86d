// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "pg/connectionprofile.h"

namespace parterre {

/// Refuse a connection that goes through a pooler in transaction or statement mode: session settings, the session's
/// advisory locks and open cursors do not survive there, and a migration stands on them.
///
/// A pooler shows itself by a made-up backend process id. Its mode is then told by what it does, not by what it says:
/// up to eight further sessions hold a transaction each; in transaction mode one of them gets the server process that
/// the first session had used, or the first session gets another one than before. Succeeds without a pooler and with
/// one in session mode. Errors: Refused, those of connecting, Cancelled. Takes no locks; changes nothing.
Result<> refuseTransactionPooler(const ConnectionProfile &profile, const CancelToken &cancel);

} // namespace parterre
