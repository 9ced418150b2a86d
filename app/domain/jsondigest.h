// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace parterre {

/// SHA-256, as hexadecimal digits, of an object's canonical text: keys sorted, no blanks. Who keeps it beside the
/// object notices when the object was changed.
QString jsonDigest(const QJsonObject &object);

} // namespace parterre
