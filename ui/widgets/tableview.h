// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QAbstractItemModel;
class QTreeView;

namespace parterre {

/// A flat table as every page shows them. `widths` are those of the first columns, in pixels; the last one stretches.
QTreeView *makeTableView(QAbstractItemModel *model, const QString &objectName, const QString &accessibleName,
                         const QList<int> &widths = {});

/// Make the columns as wide as what they show, up to a limit.
void fitColumns(QTreeView *view);

} // namespace parterre
