// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/archiveexportdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace parterre {

using namespace Qt::StringLiterals;

ArchiveExportDialog::ArchiveExportDialog(const PartitionForest &forest, const QString &folder, QWidget *parent)
    : QDialog(parent)
    , m_folder(folder)
{
    setObjectName(u"archiveExportDialog"_s);
    setWindowTitle(tr("Export rows to a file"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_table = new QComboBox;
    m_table->setObjectName(u"exportTable"_s);
    m_table->setEditable(true); // partitions and detached ones, too
    for (const PartitionNode &root : forest.roots()) {
        if (root.kind != RelationKind::Foreign)
            m_table->addItem(root.name.quoted());
    }
    m_name = new QLineEdit;
    m_name->setObjectName(u"exportName"_s);
    m_where = new QLineEdit;
    m_where->setObjectName(u"exportWhere"_s);
    m_where->setPlaceholderText(tr("all rows; or SQL over the table's columns"));
    m_format = new QComboBox;
    m_format->setObjectName(u"exportFormat"_s);
    m_format->addItem(tr("CSV, zstd: any program reads it"), static_cast<int>(ArchiveFormat::Csv));
    m_format->addItem(tr("binary, zstd: for this server's major version"), static_cast<int>(ArchiveFormat::Binary));
    auto *text =
        new QLabel(tr("The rows stay in the table. The file gets its name when it was read back from the disk and "
                      "compared by the server; none is ever overwritten."));
    text->setWordWrap(true);
    m_reason = new QLabel;
    m_reason->setObjectName(u"exportReason"_s);
    m_reason->setWordWrap(true);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(QDialogButtonBox::Cancel)->setObjectName(u"exportCancel"_s);
    m_go = buttons->addButton(tr("Export"), QDialogButtonBox::AcceptRole);
    m_go->setObjectName(u"exportGo"_s);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, [this] {
        Q_EMIT exportRequested(*request());
        accept();
    });
    auto *layout = new QFormLayout(this);
    layout->addRow(text);
    layout->addRow(tr("&Table:"), m_table);
    layout->addRow(tr("&Condition:"), m_where);
    layout->addRow(tr("File &name:"), m_name);
    layout->addRow(tr("&Format:"), m_format);
    layout->addRow(m_reason);
    layout->addRow(buttons);
    connect(m_table, &QComboBox::currentTextChanged, this, &ArchiveExportDialog::showButtons);
    connect(m_name, &QLineEdit::textChanged, this, &ArchiveExportDialog::showButtons);
    resize(560, 250);
    showButtons();
}

Result<ExportRequest> ArchiveExportDialog::request() const
{
    ExportRequest request;
    PARTERRE_ASSIGN(table, QualifiedName::parse(m_table->currentText()));
    request.table = table;
    request.folder = m_folder;
    request.name = m_name->text();
    request.where = m_where->text();
    request.format = static_cast<ArchiveFormat>(m_format->currentData().toInt());
    PARTERRE_TRY(archiveName(request));
    return request;
}

void ArchiveExportDialog::showButtons()
{
    const auto wanted = request();
    m_go->setEnabled(wanted.has_value());
    m_reason->setText(wanted ? QString() : wanted.error().message);
    ExportRequest unnamed = wanted.value_or(ExportRequest());
    unnamed.name.clear();
    m_name->setPlaceholderText(wanted ? archiveName(unnamed).value_or(QString()) : QString());
}

} // namespace parterre
