// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/startdelegate.h"

#include "ui/theme.h"

#include <QApplication>
#include <QPainter>

namespace parterre {

namespace {

int marginOf(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.height() / 2;
}

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

QString elided(const QPainter &painter, const QString &text, int width)
{
    return painter.fontMetrics().elidedText(text, Qt::ElideMiddle, width);
}

} // namespace

QSize StartDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool entry = index.data(DescriptionRole).isValid();
    const int line = option.fontMetrics.lineSpacing();
    return {20 * line, (entry ? 2 : 1) * line + (entry ? 2 : 3) * marginOf(option) / 2 + (entry ? 2 : 0)};
}

void StartDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    painter->save();
    if (index.data(DescriptionRole).isValid())
        paintEntry(*painter, item, index);
    else
        paintHeading(*painter, item);
    painter->restore();
}

void StartDelegate::paintHeading(QPainter &painter, const QStyleOptionViewItem &option)
{
    const int margin = marginOf(option);
    painter.setFont(bold(option.font));
    painter.setPen(option.palette.color(QPalette::Active, QPalette::Text));
    painter.drawText(option.rect.adjusted(margin, 0, -margin, -margin / 2), Qt::AlignLeft | Qt::AlignBottom,
                     elided(painter, option.text, option.rect.width() - 2 * margin));
}

void StartDelegate::paintEntry(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, &painter, option.widget);
    const int margin = marginOf(option);
    QRect place = option.rect.adjusted(2 * margin, margin / 2, -margin, -margin / 2);
    const int iconSize = option.fontMetrics.height() * 5 / 4;
    const bool selected = option.state & QStyle::State_Selected;
    const QRect iconPlace(place.left(), place.center().y() - iconSize / 2, iconSize, iconSize);
    option.icon.paint(&painter, iconPlace, Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
    place.setLeft(iconPlace.right() + margin);
    const QVariant kind = index.data(KindRole);
    if (kind.isValid())
        place.setRight(paintChip(painter, option, place, static_cast<ServerKind>(kind.toInt())).left() - margin);

    const QPalette::ColorRole role = selected ? QPalette::HighlightedText : QPalette::Text;
    QColor color = option.palette.color(QPalette::Active, role);
    painter.setPen(color);
    painter.setFont(bold(option.font));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignTop, elided(painter, option.text, place.width()));
    color.setAlphaF(0.8F);
    painter.setPen(color);
    painter.setFont(option.font);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignBottom,
                     elided(painter, index.data(DescriptionRole).toString(), place.width()));
}

/// The word in its colour, on the list's own ground so that it reads well when selected too; returns where.
QRect StartDelegate::paintChip(QPainter &painter, const QStyleOptionViewItem &option, const QRect &within,
                               ServerKind kind)
{
    const QString word = theme::kindText(kind);
    const int margin = marginOf(option);
    painter.setFont(option.font);
    const QSize size(painter.fontMetrics().horizontalAdvance(word) + 2 * margin, painter.fontMetrics().height() + 4);
    const QRect chip(within.right() - size.width(), within.center().y() - size.height() / 2, size.width(),
                     size.height());
    const QColor tint = theme::kindColor(kind, option.palette);
    const QColor color = tint.isValid() ? tint : option.palette.color(QPalette::Active, QPalette::PlaceholderText);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color);
    painter.setBrush(option.palette.color(QPalette::Active, QPalette::Base));
    painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), margin / 2.0, margin / 2.0);
    painter.drawText(chip, Qt::AlignCenter, word);
    return chip;
}

} // namespace parterre
