// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "base/error.h"
#include "cli/arguments.h"

namespace parterre {

/// Put the password into the profile that the person at the terminal types, where `prompt` asks for it: always, or
/// when a first try shows that the server wants one that nothing else provides. Without a terminal nothing is asked.
/// Errors: Cancelled.
Result<> completePassword(ConnectionProfile &profile, PasswordPrompt prompt, const CancelToken &cancel);

} // namespace parterre
