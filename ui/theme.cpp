// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <QCoreApplication>
#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace parterre::theme {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Theme)
};

QPixmap render(QByteArray svg, const QColor &color, int size)
{
    svg.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    return pixmap;
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

// After Okabe and Ito, with the lighter ones darkened for a light ground.
QColor series(Series which, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (which) {
    case Series::Heap:
        return dark ? QColor(0x5a, 0xb0, 0xf0) : QColor(0x00, 0x6b, 0xb0);
    case Series::Index:
        return dark ? QColor(0xf0, 0xb0, 0x30) : QColor(0xc0, 0x7a, 0x00);
    case Series::Toast:
        return dark ? QColor(0x30, 0xc8, 0x9c) : QColor(0x00, 0x87, 0x66);
    case Series::Total:
        return dark ? QColor(0xe0, 0x90, 0xc0) : QColor(0xa8, 0x4c, 0x80);
    case Series::Neutral:
        break;
    }
    return dark ? QColor(0x78, 0x80, 0x88) : QColor(0x90, 0x98, 0xa0);
}

QColor meaning(Meaning which, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (which) {
    case Meaning::Good:
        return dark ? QColor(0x4c, 0xc3, 0x8a) : QColor(0x0f, 0x7a, 0x4a);
    case Meaning::Warning:
        return dark ? QColor(0xf0, 0xb0, 0x30) : QColor(0xa8, 0x62, 0x00);
    case Meaning::Bad:
        return dark ? QColor(0xff, 0x7b, 0x72) : QColor(0xb3, 0x26, 0x1e);
    case Meaning::Busy:
        break;
    }
    return dark ? QColor(0x5a, 0xb0, 0xf0) : QColor(0x00, 0x6b, 0xb0);
}

QColor kindColor(ServerKind kind, const QPalette &palette)
{
    switch (kind) {
    case ServerKind::Production:
        return meaning(Meaning::Bad, palette);
    case ServerKind::Test:
        return meaning(Meaning::Warning, palette);
    case ServerKind::Development:
        break;
    }
    return {};
}

QString kindText(ServerKind kind)
{
    switch (kind) {
    case ServerKind::Development:
        return Text::tr("Development");
    case ServerKind::Test:
        return Text::tr("Test");
    case ServerKind::Production:
        break;
    }
    return Text::tr("Production");
}

QIcon icon(const QString &name, const QPalette &palette)
{
    QFile file(u":/icons/" % name % u".svg");
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray svg = file.readAll();
    QIcon icon;
    for (const int size : {16, 24, 32, 48}) {
        icon.addPixmap(render(svg, palette.color(QPalette::Active, QPalette::WindowText), size));
        icon.addPixmap(render(svg, palette.color(QPalette::Disabled, QPalette::WindowText), size), QIcon::Disabled);
        icon.addPixmap(render(svg, palette.color(QPalette::Active, QPalette::HighlightedText), size), QIcon::Selected);
    }
    return icon;
}

} // namespace parterre::theme
