// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tableview.h"

#include <QTreeView>

#include <algorithm>

namespace parterre {

QTreeView *makeTableView(QAbstractItemModel *model, const QString &objectName, const QString &accessibleName,
                         const QList<int> &widths)
{
    auto *view = new QTreeView; // its rows cost less than those of a QTableView
    view->setObjectName(objectName);
    view->setAccessibleName(accessibleName);
    view->setRootIsDecorated(false);
    view->setUniformRowHeights(true);
    view->setAlternatingRowColors(true);
    view->setAllColumnsShowFocus(true);
    view->setModel(model);
    for (int column = 0; column < widths.size(); ++column)
        view->setColumnWidth(column, widths[column]);
    return view;
}

void fitColumns(QTreeView *view)
{
    constexpr int kWidest = 300;
    for (int column = 0; column < view->model()->columnCount(); ++column) {
        view->resizeColumnToContents(column);
        view->setColumnWidth(column, std::min(view->columnWidth(column), kWidest));
    }
}

} // namespace parterre
