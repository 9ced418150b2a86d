// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fail.h"

#include <QTest>

namespace parterre::test {

void fail(const QString &text, std::source_location where)
{
    if (!QTest::currentTestFunction())
        qFatal("%s:%u: %s", where.file_name(), static_cast<unsigned>(where.line()), qPrintable(text));
    QTest::qFail(qPrintable(text), where.file_name(), static_cast<int>(where.line()));
}

} // namespace parterre::test
