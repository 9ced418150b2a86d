// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/archivesavingsdialog.h"

#include "archive/savingsjournal.h"
#include "domain/sqlscan.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

// Numbers as this person's language writes them; a separator of thousands would be taken for a decimal one.
QLocale figures()
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator | QLocale::RejectGroupSeparator);
    return locale;
}

QString placeText(const QString &place)
{
    if (place == u"table")
        return ArchiveSavingsDialog::tr("&Table:");
    if (place == u"archive")
        return ArchiveSavingsDialog::tr("&Archive:");
    if (place == u"files")
        return ArchiveSavingsDialog::tr("Archive &files:");
    return place == u"server" ? ArchiveSavingsDialog::tr("Archive on another &server:")
                              : ArchiveSavingsDialog::tr("&Backups:");
}

} // namespace

ArchiveSavingsDialog::ArchiveSavingsDialog(const ArchivePolicy &policy, bool mayChange, QWidget *parent)
    : QDialog(parent)
    , m_mayChange(mayChange)
{
    setObjectName(u"archiveSavingsDialog"_s);
    setWindowTitle(tr("Queries and prices: %1").arg(policy.id()));
    setAttribute(Qt::WA_DeleteOnClose);
    m_reason = new QLabel;
    m_reason->setObjectName(u"savingsReason"_s);
    m_reason->setWordWrap(true);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(QDialogButtonBox::Cancel)->setObjectName(u"savingsCancel"_s);
    m_keep = buttons->addButton(tr("Keep"), QDialogButtonBox::AcceptRole);
    m_keep->setObjectName(u"savingsKeep"_s);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeQueries(policy.settings.queries), 1);
    layout->addWidget(makePrices(policy.settings.prices));
    layout->addWidget(m_reason);
    layout->addWidget(buttons);
    connect(m_keep, &QPushButton::clicked, this, [this] {
        Q_EMIT keepRequested(queries(), *prices());
        accept();
    });
    resize(640, 620);
    showButtons();
}

QWidget *ArchiveSavingsDialog::makeQueries(const QStringList &queries)
{
    m_queries = new QPlainTextEdit(queries.join(u";\n\n"_s));
    m_queries->setObjectName(u"savingsQueryText"_s);
    m_queries->setAccessibleName(tr("Queries"));
    m_queries->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_queries->setTabChangesFocus(true);
    connect(m_queries, &QPlainTextEdit::textChanged, this, &ArchiveSavingsDialog::showButtons);
    auto *text =
        new QLabel(tr("Real queries of the application, with values, each ended by a semicolon: up to %1. A run "
                      "measures their time before and after, by reading only.")
                       .arg(savingsjournal::kQueries));
    text->setWordWrap(true);
    auto *box = new QGroupBox(tr("Queries"));
    auto *layout = new QVBoxLayout(box);
    layout->addWidget(text);
    layout->addWidget(m_queries, 1);
    return box;
}

QWidget *ArchiveSavingsDialog::makePrices(const ArchivePrices &prices)
{
    auto *text = new QLabel(tr("What a GB (1024³ bytes) costs a month. What stays empty is not counted."));
    text->setWordWrap(true);
    m_currency = new QLineEdit(prices.currency);
    m_currency->setObjectName(u"savingsCurrency"_s);
    auto *box = new QGroupBox(tr("Prices"));
    auto *layout = new QFormLayout(box);
    layout->addRow(text);
    layout->addRow(tr("&Currency:"), m_currency);
    for (const QString &place : ArchivePrices::places()) {
        auto *price = new QLineEdit;
        price->setObjectName(u"savingsPrice_"_s % place);
        if (prices.perGbMonth.contains(place))
            price->setText(figures().toString(prices.perGbMonth.value(place), 'g', QLocale::FloatingPointShortest));
        connect(price, &QLineEdit::textChanged, this, &ArchiveSavingsDialog::showButtons);
        layout->addRow(placeText(place), price);
        m_prices.insert(place, price);
    }
    m_backups = new QSpinBox;
    m_backups->setObjectName(u"savingsBackups"_s);
    m_backups->setMaximum(100'000);
    m_backups->setValue(static_cast<int>(prices.keptBackups));
    layout->addRow(tr("Backups that are &kept:"), m_backups);
    return box;
}

QStringList ArchiveSavingsDialog::queries() const
{
    return splitStatements(m_queries->toPlainText());
}

Result<ArchivePrices> ArchiveSavingsDialog::prices() const
{
    ArchivePrices prices;
    prices.currency = m_currency->text().trimmed();
    prices.keptBackups = m_backups->value();
    for (auto price = m_prices.cbegin(); price != m_prices.cend(); ++price) {
        const QString text = price.value()->text().trimmed();
        if (text.isEmpty())
            continue;
        bool good = false;
        const double number = figures().toDouble(text, &good);
        if (!good || number < 0)
            return failure(ErrorCode::Usage,
                           tr("\"%1\" is no price; write it as %2").arg(text, figures().toString(0.12)));
        prices.perGbMonth.insert(price.key(), number);
    }
    return prices;
}

Result<> ArchiveSavingsDialog::check() const
{
    PARTERRE_TRY(savingsjournal::checkQueries(queries()));
    PARTERRE_TRY(prices());
    if (!m_mayChange)
        return failure(ErrorCode::Refused, tr("This connection is read-only."));
    return {};
}

void ArchiveSavingsDialog::showButtons()
{
    const auto good = check();
    m_keep->setEnabled(good.has_value());
    m_reason->setText(good ? QString() : good.error().message);
}

} // namespace parterre
