// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/savedprofile.h"

#include <QStyledItemDelegate>

namespace parterre {

/// Paints the list of StartPage: headings of sections, and entries of two lines with the kind at their right.
class StartDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// DescriptionRole is absent for headings, KindRole (an int of ServerKind) for what has no kind.
    enum Roles { DescriptionRole = Qt::UserRole, KindRole, ProfileRole, KeyRole };

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    static void paintHeading(QPainter &painter, const QStyleOptionViewItem &option);
    static void paintEntry(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index);
    static QRect paintChip(QPainter &painter, const QStyleOptionViewItem &option, const QRect &within, ServerKind kind);
};

} // namespace parterre
