// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

namespace parterre {

/// Build an Error from what the server said, choosing the code from the SQLSTATE.
Error serverError(const QString &sqlState, const QString &message, const QString &detail, const QString &hint);

/// SQLSTATEs that the functions of schema parterre raise (class PT: ours).
namespace sqlstate {
inline constexpr char16_t kFenced[] = u"PT001";  ///< the epoch is not ours any more
inline constexpr char16_t kChanged[] = u"PT002"; ///< the table is not what it was
inline constexpr char16_t kNotYet[] = u"PT003";  ///< a condition of the switch does not hold now; try again
} // namespace sqlstate

} // namespace parterre
