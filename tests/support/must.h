// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <type_traits>

namespace parterre::test {

/// The value of what cannot fail where nothing is wrong with the test itself; ends the program with the error.
template<class T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().toText()));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace parterre::test
