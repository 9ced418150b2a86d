// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "base/error.h"

namespace parterre {

/// Run the shell command and return the first line of its standard output. Nothing it prints, on either stream, gets
/// into an error. It is ended with all its children after `timeoutMs` or on cancel.
/// Errors: Connection (it cannot be started, fails, takes too long, prints nothing), Cancelled.
Result<QString> runPasswordCommand(const QString &command, const CancelToken &cancel, int timeoutMs = 30'000);

} // namespace parterre
