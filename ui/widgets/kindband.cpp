// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/kindband.h"

#include "ui/theme.h"

#include <QPainter>

namespace parterre {

namespace {

constexpr int kMargin = 6;

} // namespace

KindBand::KindBand(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("kindBand"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setVisible(false);
}

void KindBand::setKind(ServerKind kind, const QString &description)
{
    m_kind = kind;
    m_description = description;
    setAccessibleName(theme::kindText(kind) % u' ' % description);
    setVisible(kind != ServerKind::Development);
    update();
}

QSize KindBand::sizeHint() const
{
    return {120, fontMetrics().height() + 6};
}

void KindBand::paintEvent(QPaintEvent *)
{
    const QColor color = theme::kindColor(m_kind, palette());
    QPainter painter(this);
    painter.fillRect(rect(), color);
    painter.setPen(color.lightness() < 140 ? Qt::white : Qt::black);
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    const QString word = theme::kindText(m_kind).toUpper();
    QRect line = rect().adjusted(kMargin, 0, -kMargin, 0);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, word);
    line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(word) + 2 * kMargin);
    painter.setFont(font());
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_description, Qt::ElideMiddle, line.width()));
}

} // namespace parterre
