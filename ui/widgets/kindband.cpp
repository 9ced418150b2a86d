// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/kindband.h"

#include "ui/theme.h"

#include <QEvent>

namespace parterre {

KindBand::KindBand(QWidget *parent)
    : QLabel(parent)
{
    setObjectName(QStringLiteral("kindBand"));
    setMargin(3);
    setVisible(false);
}

void KindBand::setKind(ServerKind kind, const QString &description)
{
    m_kind = kind;
    setText(u"<b>" % theme::kindText(kind).toUpper().toHtmlEscaped() % u"</b>  " % description.toHtmlEscaped());
    setVisible(kind != ServerKind::Development);
    paintColors();
}

void KindBand::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && autoFillBackground() && isVisible())
        paintColors();
}

void KindBand::paintColors()
{
    const QColor color = theme::kindColor(m_kind, parentWidget() ? parentWidget()->palette() : palette());
    if (!color.isValid())
        return;
    QPalette own = palette();
    if (own.color(QPalette::Window) == color)
        return; // a change of our own palette brings us here again
    own.setColor(QPalette::Window, color);
    own.setColor(QPalette::WindowText, color.lightness() < 140 ? Qt::white : Qt::black);
    setAutoFillBackground(true);
    setPalette(own);
}

} // namespace parterre
