// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <source_location>

namespace parterre::test {

/// Fail the running Qt test with this text; end the process when no test runs (benchmarks).
/// Call it from the test's own thread.
void fail(const QString &text, std::source_location where = std::source_location::current());

} // namespace parterre::test
