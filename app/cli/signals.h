// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"

namespace parterre {

/// Let SIGINT and SIGTERM set the token. A second SIGINT leaves at once with exit code 5: the state on the server is
/// then what a kill leaves, and the same command resumes it.
void installSignalHandlers(const CancelToken &cancel);

} // namespace parterre
