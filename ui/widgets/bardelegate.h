// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace parterre {

/// Draws a bar behind a figure: as long as the part that `shareRole` says (0…1; negative: none), hatched where
/// `estimateRole` says that it is an estimate.
class BarDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    BarDelegate(int shareRole, int estimateRole, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_shareRole;
    int m_estimateRole;
};

} // namespace parterre
