// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace parterre {

/// Translation context of everything parterrectl says: `Cli::tr("…")`.
struct Cli {
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

} // namespace parterre
