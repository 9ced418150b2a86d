// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/savedprofile.h"

#include <QColor>
#include <QIcon>
#include <QPalette>

namespace parterre::theme {

/// Whether the palette is a dark one. Qt 6.4 has no colour scheme to ask for.
bool isDark(const QPalette &palette);

/// Colours for the parts of a figure, told apart by the colour-blind too, with a contrast of at least 3:1 on the
/// palette's base.
enum class Series { Heap, Index, Toast, Total, Neutral };
QColor series(Series which, const QPalette &palette);

/// What a state means; never the only thing that says so.
enum class Meaning { Good, Warning, Bad, Busy };
QColor meaning(Meaning which, const QPalette &palette);

/// The band of a connection. Development has none: an invalid colour.
QColor kindColor(ServerKind kind, const QPalette &palette);
QString kindText(ServerKind kind); ///< "Production"

/// A symbolic icon from our resources in the palette's text colour; follows light and dark when it is asked for again.
QIcon icon(const QString &name, const QPalette &palette);

} // namespace parterre::theme
