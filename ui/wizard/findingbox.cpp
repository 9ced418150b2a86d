// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/findingbox.h"

#include "ui/theme.h"
#include "ui/widgets/sqlview.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QFontMetrics>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace parterre {

namespace {

constexpr qsizetype kLines = 8; // of a snippet that are seen without scrolling

// What the object is, where its name alone does not say so.
QString kindOf(const Finding &finding)
{
    static const std::pair<const char *, const char *> kinds[] = {
        {"unique-key", QT_TRANSLATE_NOOP("Finding", "Unique key")},
        {"index", QT_TRANSLATE_NOOP("Finding", "Index")},
        {"trigger", QT_TRANSLATE_NOOP("Finding", "Trigger")},
        {"view", QT_TRANSLATE_NOOP("Finding", "View")},
        {"function", QT_TRANSLATE_NOOP("Finding", "Function")},
        {"sequence", QT_TRANSLATE_NOOP("Finding", "Sequence")},
        {"identity-sequence", QT_TRANSLATE_NOOP("Finding", "Identity")},
        {"check", QT_TRANSLATE_NOOP("Finding", "Constraint")},
        {"outliers", QT_TRANSLATE_NOOP("Finding", "Column")},
        {"key", QT_TRANSLATE_NOOP("Finding", "Column")},
        {"many-partitions", QT_TRANSLATE_NOOP("Finding", "Column")},
    };
    for (const auto &[code, kind] : kinds) {
        if (finding.code.startsWith(QLatin1String(code)))
            return QCoreApplication::translate("Finding", kind);
    }
    return {};
}

QString iconOf(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Blocks:
        return QStringLiteral("failed");
    case Finding::Severity::Decides:
        return QStringLiteral("warning");
    case Finding::Severity::Carried:
        return QStringLiteral("done");
    case Finding::Severity::Informs:
        break;
    }
    return QStringLiteral("info");
}

} // namespace

FindingBox::FindingBox(const Finding &finding, QWidget *parent)
    : QFrame(parent)
    , m_finding(finding)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 2, 0, 6);
    m_grid->setColumnStretch(1, 1);
    QPalette tinted = palette();
    if (finding.severity == Finding::Severity::Blocks)
        tinted.setColor(QPalette::WindowText, theme::meaning(theme::Meaning::Bad, tinted));
    else if (finding.severity == Finding::Severity::Decides)
        tinted.setColor(QPalette::WindowText, theme::meaning(theme::Meaning::Warning, tinted));
    auto *icon = new QLabel;
    icon->setPixmap(theme::icon(iconOf(finding.severity), tinted).pixmap(16, 16));
    icon->setFixedWidth(20);
    auto *text = new QLabel(kindOf(finding).toHtmlEscaped() % u" <b>" % finding.object.toHtmlEscaped() % u"</b>: "
                            % finding.consequence.toHtmlEscaped());
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_grid->addWidget(icon, 0, 0, Qt::AlignTop);
    m_grid->addWidget(text, 0, 1);
}

void FindingBox::addBelow(QWidget *widget, Qt::Alignment alignment)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 1, alignment);
}

void FindingBox::addText(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    addBelow(label);
}

void FindingBox::addHint()
{
    if (!m_finding.hint.isEmpty())
        addText(m_finding.hint);
}

void FindingBox::addPlaces()
{
    if (!m_finding.places.isEmpty())
        addText(u"– " % m_finding.places.join(QStringLiteral("\n– ")));
}

void FindingBox::addSnippet()
{
    if (m_finding.snippet.isEmpty())
        return;
    auto *text = new SqlView;
    text->setObjectName(u"wizardSnippet_" % m_finding.subject);
    text->setAccessibleName(tr("What to write for %1").arg(m_finding.object));
    const QString snippet = m_finding.snippet.trimmed();
    text->setSql(snippet);
    const qsizetype lines = std::min(kLines, snippet.count(u'\n') + 1);
    text->setFixedHeight(static_cast<int>(lines + 1) * QFontMetrics(text->font()).lineSpacing() + 8);
    auto *copy = new QPushButton(tr("Copy"));
    copy->setObjectName(u"wizardCopy_" % m_finding.subject);
    copy->setAccessibleName(tr("Copy what to write for %1").arg(m_finding.object));
    connect(copy, &QPushButton::clicked, this, [snippet] { QGuiApplication::clipboard()->setText(snippet); });
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(text, 1);
    layout->addWidget(copy, 0, Qt::AlignTop);
    addBelow(row);
}

} // namespace parterre
