// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style.h"

#include <QPainter>
#include <QStyleOption>

namespace parterre {

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_FocusFrameHMargin: // left and right of an item's text, together with one pixel
        return 5;
    case PM_HeaderMargin:
        return 6;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                              const QWidget *widget) const
{
    const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_ItemViewItem:
        return size + QSize(0, 4);
    case CT_PushButton:
        return size + QSize(12, 0);
    default:
        return size;
    }
}

// Fusion derives its edges from the ground by darkening it, which black cannot be.
void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool edged = element == PE_PanelButtonCommand || element == PE_FrameLineEdit
        || element == PE_IndicatorCheckBox || element == PE_FrameGroupBox || element == PE_Frame;
    if (!edged || option->palette.color(QPalette::Window).lightness() > 8)
        return;
    painter->save();
    painter->setPen(option->palette.color(QPalette::WindowText));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

} // namespace parterre
