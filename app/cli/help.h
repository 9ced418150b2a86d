// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/verb.h"

#include <QString>

namespace parterre {

/// `parterrectl --help`.
QString programHelp();
/// `parterrectl VERB --help`.
QString verbHelp(const Verb &verb);

/// The man page, in man(7) macros.
QString manPage();
/// The bash completion.
QString bashCompletion();

} // namespace parterre
