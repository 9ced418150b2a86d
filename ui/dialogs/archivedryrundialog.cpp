// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/archivedryrundialog.h"

#include "ui/widgets/archiveplanview.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace parterre {

ArchiveDryRunDialog::ArchiveDryRunDialog(Database &database, const ArchivePolicy &policy, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("archiveDryRunDialog"));
    setWindowTitle(tr("Dry run: %1").arg(policy.id()));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *plan = new ArchivePlanView(database);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("archiveDryRunClose"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(plan, 1);
    layout->addWidget(buttons);
    resize(860, 560);
    plan->plan(policy);
}

} // namespace parterre
