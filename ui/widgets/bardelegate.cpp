// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/bardelegate.h"

#include "ui/theme.h"

#include <QApplication>
#include <QPainter>

namespace parterre {

BarDelegate::BarDelegate(int shareRole, int estimateRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_shareRole(shareRole)
    , m_estimateRole(estimateRole)
{}

void BarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem empty = option;
    initStyleOption(&empty, index);
    empty.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &empty, painter, option.widget);
    const double share = index.data(m_shareRole).toDouble();
    if (share >= 0) {
        QRectF bar = option.rect.adjusted(2, 3, -2, -3);
        bar.setWidth(std::max(1.0, bar.width() * std::min(1.0, share)));
        QColor color = theme::series(theme::Series::Heap, option.palette);
        color.setAlphaF(option.state & QStyle::State_Selected ? 0.55F : 0.30F);
        const bool estimate = m_estimateRole != 0 && index.data(m_estimateRole).toBool();
        painter->fillRect(bar, estimate ? QBrush(color, Qt::BDiagPattern) : QBrush(color));
    }
    QStyleOptionViewItem text = option;
    initStyleOption(&text, index);
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setFont(text.font);
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(option.rect.adjusted(4, 0, -6, 0), static_cast<int>(text.displayAlignment), text.text);
    painter->restore();
}

} // namespace parterre
